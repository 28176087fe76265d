import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const changes: SubCommand = {
  name: 'changes',
  usage: 'changes <pipeline> [stage]',
  summary: 'what would ship: from what a stage runs to what waits for it',
  examples: [
    { text: 'changes shop-web', command: { verb: 'changes', pipeline: 'shop-web' } },
    { text: 'changes shop-web Prod', command: { verb: 'changes', pipeline: 'shop-web', stage: 'Prod' } },
  ],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline, stage] = rest;
    if (pipeline === undefined) return missing('changes', 'the name of a pipeline');
    return tooMany('changes', rest, 2) ?? { verb: 'changes', pipeline, ...(stage === undefined ? {} : { stage }) };
  },
};
