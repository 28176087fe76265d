import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const edit: SubCommand = {
  name: 'edit',
  usage: 'edit <pipeline>',
  summary: 'sends you the definition, and shows what a change of it would do before it is done',
  examples: [{ text: 'edit shop-web', command: { verb: 'edit', pipeline: 'shop-web' } }],
  flags: [],
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('edit', 'the name of a pipeline');
    return tooMany('edit', rest, 1) ?? { verb: 'edit', pipeline };
  },
};
