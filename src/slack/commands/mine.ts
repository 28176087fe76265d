import { type SubCommand, tooMany } from './sub-command.ts';

export const mine: SubCommand = {
  name: 'mine',
  usage: 'mine',
  summary: 'what carries your changes, and what waits for you',
  examples: [{ text: 'mine', command: { verb: 'mine' } }],
  flags: [],
  paged: true,
  read: (rest) => tooMany('mine', rest, 0) ?? { verb: 'mine' },
};
