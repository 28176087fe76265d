import { type SubCommand, tooMany } from './sub-command.ts';

export const subscriptions: SubCommand = {
  name: 'subscriptions',
  usage: 'subscriptions',
  summary: 'what this channel hears of, and what you watch',
  examples: [{ text: 'subscriptions', command: { verb: 'subscriptions' } }],
  flags: [],
  read: (rest) => tooMany('subscriptions', rest, 0) ?? { verb: 'subscriptions' },
};
