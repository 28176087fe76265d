import { type SubCommand, tooMany } from './sub-command.ts';

export const actions: SubCommand = {
  name: 'actions',
  usage: 'actions [type]',
  summary: 'the types of actions that there are, or all about one',
  examples: [
    { text: 'actions', command: { verb: 'actions' } },
    { text: 'actions Deploy/*', command: { verb: 'actions', type: 'Deploy/*' } },
    { text: 'actions Lambda', command: { verb: 'actions', type: 'Lambda' } },
  ],
  flags: [],
  paged: true,
  read(rest) {
    const [type] = rest;
    return tooMany('actions', rest, 1) ?? (type === undefined ? { verb: 'actions' } : { verb: 'actions', type });
  },
};
