import { type SubCommand, tooMany } from './sub-command.ts';

export const webhooks: SubCommand = {
  name: 'webhooks',
  usage: 'webhooks',
  summary: 'what starts pipelines from outside, and whether that works',
  examples: [{ text: 'webhooks', command: { verb: 'webhooks' } }],
  flags: [],
  paged: true,
  read: (rest) => tooMany('webhooks', rest, 0) ?? { verb: 'webhooks' },
};
