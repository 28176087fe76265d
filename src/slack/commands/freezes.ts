import { type SubCommand, tooMany } from './sub-command.ts';

export const freezes: SubCommand = {
  name: 'freezes',
  usage: 'freezes',
  summary: 'what is frozen now, and what will be',
  examples: [{ text: 'freezes', command: { verb: 'freezes' } }],
  flags: [],
  paged: true,
  read: (rest) => tooMany('freezes', rest, 0) ?? { verb: 'freezes' },
};
