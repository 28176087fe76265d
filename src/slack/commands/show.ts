import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const show: SubCommand = {
  name: 'show',
  usage: 'show <pipeline>',
  summary: 'how a pipeline is built: stages, actions, conditions, variables, triggers',
  examples: [{ text: 'show shop-web', command: { verb: 'show', pipeline: 'shop-web' } }],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('show', 'the name of a pipeline');
    return tooMany('show', rest, 1) ?? { verb: 'show', pipeline };
  },
};
