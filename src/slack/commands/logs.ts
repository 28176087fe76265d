import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const logs: SubCommand = {
  name: 'logs',
  usage: 'logs <pipeline>',
  summary: 'what failed last, with the way to its log',
  examples: [{ text: 'logs shop-web', command: { verb: 'logs', pipeline: 'shop-web' } }],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('logs', 'the name of a pipeline');
    return tooMany('logs', rest, 1) ?? { verb: 'logs', pipeline };
  },
};
