import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const retry: SubCommand = {
  name: 'retry',
  usage: 'retry <pipeline> [stage] [--all]',
  summary: 'runs the failed actions of a stage again, or all of them (--all)',
  examples: [
    { text: 'retry shop-web', command: { verb: 'retry', pipeline: 'shop-web', all: false } },
    {
      text: 'retry shop-web Build --all',
      command: { verb: 'retry', pipeline: 'shop-web', stage: 'Build', all: true },
    },
  ],
  flags: ['all'],
  read(rest, flags) {
    const [pipeline, stage] = rest;
    if (pipeline === undefined) return missing('retry', 'the name of a pipeline');
    const command = {
      verb: 'retry',
      pipeline,
      ...(stage === undefined ? {} : { stage }),
      all: flags.has('all'),
    } as const;
    return tooMany('retry', rest, 2) ?? command;
  },
};
