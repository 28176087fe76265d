import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const who: SubCommand = {
  name: 'who',
  usage: 'who <pipeline>',
  summary: 'who may do what with a pipeline, and which rule says so',
  examples: [{ text: 'who shop-web', command: { verb: 'who', pipeline: 'shop-web' } }],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('who', 'the name of a pipeline');
    return tooMany('who', rest, 1) ?? { verb: 'who', pipeline };
  },
};
