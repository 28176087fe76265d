import { type SubCommand, tooMany } from './sub-command.ts';

export const doctor: SubCommand = {
  name: 'doctor',
  usage: 'doctor',
  summary: 'is the installation well, and what to do where it is not',
  examples: [{ text: 'doctor', command: { verb: 'doctor' } }],
  flags: [],
  read: (rest) => tooMany('doctor', rest, 0) ?? { verb: 'doctor' },
};
