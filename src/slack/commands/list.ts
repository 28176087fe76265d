import { type SubCommand, tooMany } from './sub-command.ts';

export const list: SubCommand = {
  name: 'list',
  usage: 'list [glob]',
  summary: 'all pipelines, those that wait or are red first',
  examples: [
    { text: 'list', command: { verb: 'list' } },
    { text: 'list shop-*', command: { verb: 'list', glob: 'shop-*' } },
  ],
  flags: [],
  paged: true,
  read(rest) {
    const [glob] = rest;
    return tooMany('list', rest, 1) ?? (glob === undefined ? { verb: 'list' } : { verb: 'list', glob });
  },
};
