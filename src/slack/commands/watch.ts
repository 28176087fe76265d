import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const watch: SubCommand = {
  name: 'watch',
  usage: 'watch <pipeline>',
  summary: 'tells you by direct message when it waits, fails or ends',
  examples: [{ text: 'watch shop-web', command: { verb: 'watch', pipeline: 'shop-web' } }],
  flags: [],
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('watch', 'the name of a pipeline');
    return tooMany('watch', rest, 1) ?? { verb: 'watch', pipeline };
  },
};
