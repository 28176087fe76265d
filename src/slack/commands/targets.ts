import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const targets: SubCommand = {
  name: 'targets',
  usage: 'targets <pipeline>',
  summary: 'where the newest deployment went, target by target',
  examples: [{ text: 'targets shop-web', command: { verb: 'targets', pipeline: 'shop-web' } }],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('targets', 'the name of a pipeline');
    return tooMany('targets', rest, 1) ?? { verb: 'targets', pipeline };
  },
};
