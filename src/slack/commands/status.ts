import { type SubCommand, tooMany } from './sub-command.ts';

export const status: SubCommand = {
  name: 'status',
  usage: 'status [pipeline]',
  summary: 'how a pipeline stands, or all of them',
  examples: [
    { text: 'status shop-web', command: { verb: 'status', pipeline: 'shop-web' } },
    { text: 'status', command: { verb: 'status' } },
  ],
  flags: [],
  paged: true,
  read(rest) {
    const [pipeline] = rest;
    return tooMany('status', rest, 1) ?? (pipeline === undefined ? { verb: 'status' } : { verb: 'status', pipeline });
  },
};
