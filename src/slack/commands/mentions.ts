import { missing, type SubCommand, tooMany } from './sub-command.ts';

export const mentions: SubCommand = {
  name: 'mentions',
  usage: 'mentions off|on',
  summary: 'whether a failure of your change mentions you',
  examples: [
    { text: 'mentions off', command: { verb: 'mentions', on: false } },
    { text: 'mentions on', command: { verb: 'mentions', on: true } },
  ],
  flags: [],
  read(rest) {
    const [choice] = rest;
    if (choice === undefined) return missing('mentions', 'off or on');
    const typed = choice.toLowerCase();
    if (typed !== 'on' && typed !== 'off') return 'mentions is either off or on.';
    return tooMany('mentions', rest, 1) ?? { verb: 'mentions', on: typed === 'on' };
  },
};
