import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const unwatch: SubCommand = {
  name: 'unwatch',
  usage: 'unwatch <pipeline>',
  summary: 'no more direct messages about it',
  examples: [{ text: 'unwatch shop-web', command: { verb: 'unwatch', pipeline: 'shop-web' } }],
  flags: [],
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('unwatch', 'the name of a pipeline');
    return tooMany('unwatch', rest, 1) ?? { verb: 'unwatch', pipeline };
  },
};
