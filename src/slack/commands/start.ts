import { missing, type SubCommand } from './sub-command.ts';

const PAIR = /^([A-Za-z0-9@\-_]{1,128})=(.*)$/su;

export const start: SubCommand = {
  name: 'start',
  usage: 'start <pipeline> [name=value …]',
  summary: 'starts an execution with the newest revision',
  examples: [
    { text: 'start shop-web', command: { verb: 'start', pipeline: 'shop-web', variables: {} } },
    {
      text: 'start nightly-etl date=2026-11-21 mode="full load"',
      command: { verb: 'start', pipeline: 'nightly-etl', variables: { date: '2026-11-21', mode: 'full load' } },
    },
  ],
  flags: [],
  read([pipeline, ...rest]) {
    if (pipeline === undefined) return missing('start', 'the name of a pipeline');
    const pairs: [string, string][] = [];
    for (const word of rest) {
      const [, name, value] = PAIR.exec(word) ?? [];
      if (name === undefined || value === undefined) return `“${word}” is not name=value.`;
      if (pairs.some(([known]) => known === name)) return `${name} is given twice.`;
      if (value === '') return `${name} has no value.`;
      pairs.push([name, value]);
    }
    return { verb: 'start', pipeline, variables: Object.fromEntries(pairs) };
  },
};
