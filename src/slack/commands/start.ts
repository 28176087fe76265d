import { readPairs } from './read-pairs.ts';
import { missing, type SubCommand } from './sub-command.ts';

/** @see PipelineVariableName and ActionName in CodePipeline's service model */
const VARIABLE = /^[A-Za-z0-9@\-_]{1,128}$/;
const ACTION = /^[A-Za-z0-9.@\-_]{1,100}$/;

export const start: SubCommand = {
  name: 'start',
  usage: 'start <pipeline> [name=value …] [--source Action=revision]',
  summary: 'starts an execution with the newest revision, or with the one that is named',
  examples: [
    { text: 'start shop-web', command: { verb: 'start', pipeline: 'shop-web', variables: {} } },
    {
      text: 'start nightly-etl date=2026-11-21 mode="full load"',
      command: { verb: 'start', pipeline: 'nightly-etl', variables: { date: '2026-11-21', mode: 'full load' } },
    },
    {
      text: 'start shop-web --source App=3f2c91e',
      command: { verb: 'start', pipeline: 'shop-web', variables: {}, sources: { App: '3f2c91e' } },
    },
  ],
  flags: [],
  options: ['source'],
  read([pipeline, ...rest], _flags, given) {
    if (pipeline === undefined) return missing('start', 'the name of a pipeline');
    const variables = withValues(readPairs(rest, VARIABLE));
    if (typeof variables === 'string') return variables;
    const typed = given.get('source');
    if (!typed) return { verb: 'start', pipeline, variables };
    const sources = withValues(readPairs(typed, ACTION));
    return typeof sources === 'string' ? sources : { verb: 'start', pipeline, variables, sources };
  },
};

function withValues(pairs: ReadonlyMap<string, string> | string): Readonly<Record<string, string>> | string {
  if (typeof pairs === 'string') return pairs;
  for (const [name, value] of pairs) if (value === '') return `${name} has no value.`;
  return Object.fromEntries(pairs);
}
