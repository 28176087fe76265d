import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const rules: SubCommand = {
  name: 'rules',
  usage: 'rules <pipeline>',
  summary: 'the conditions of a pipeline, and what their rules said lately',
  examples: [{ text: 'rules shop-web', command: { verb: 'rules', pipeline: 'shop-web' } }],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('rules', 'the name of a pipeline');
    return tooMany('rules', rest, 1) ?? { verb: 'rules', pipeline };
  },
};
