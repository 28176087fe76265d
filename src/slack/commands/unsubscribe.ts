import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const unsubscribe: SubCommand = {
  name: 'unsubscribe',
  usage: 'unsubscribe <pipeline or pattern>',
  summary: 'this channel hears no more of what it subscribed to under that name',
  examples: [{ text: 'unsubscribe shop-*', command: { verb: 'unsubscribe', pipeline: 'shop-*' } }],
  flags: [],
  read(rest) {
    const [pipeline] = rest;
    if (pipeline === undefined) return missing('unsubscribe', 'the name or the pattern that was subscribed to');
    return tooMany('unsubscribe', rest, 1) ?? { verb: 'unsubscribe', pipeline };
  },
};
