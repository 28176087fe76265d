import { type SubCommand, tooMany } from './sub-command.ts';

export const help: SubCommand = {
  name: 'help',
  usage: 'help [word]',
  summary: 'what can be typed',
  examples: [
    { text: 'help', command: { verb: 'help' } },
    { text: 'help retry', command: { verb: 'help', topic: 'retry' } },
  ],
  flags: [],
  paged: true,
  read(rest) {
    const [topic] = rest;
    return (
      tooMany('help', rest, 1) ??
      (topic === undefined ? { verb: 'help' } : { verb: 'help', topic: topic.toLowerCase() })
    );
  },
};
