import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const tags: SubCommand = {
  name: 'tags',
  usage: 'tags <pipeline>',
  summary: 'the tags of a pipeline',
  examples: [{ text: 'tags shop-web', command: { verb: 'tags', pipeline: 'shop-web' } }],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('tags', 'the name of a pipeline');
    return tooMany('tags', rest, 1) ?? { verb: 'tags', pipeline };
  },
};
