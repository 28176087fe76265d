import { missing, type SubCommand } from './sub-command.ts';

export const approve: SubCommand = {
  name: 'approve',
  usage: 'approve <pipeline> [stage[/action]] [comment], or … --break-glass <reason>',
  summary: 'answers an approval that waits with yes',
  examples: [
    { text: 'approve shop-web', command: { verb: 'approve', pipeline: 'shop-web', words: [] } },
    {
      text: 'approve shop-web Prod checked on staging',
      command: { verb: 'approve', pipeline: 'shop-web', words: ['Prod', 'checked', 'on', 'staging'] },
    },
    {
      text: 'approve shop-web --break-glass production is down',
      command: { verb: 'approve', pipeline: 'shop-web', words: ['production', 'is', 'down'], breakGlass: true },
    },
  ],
  flags: ['break-glass'],
  read([pipeline, ...words], flags) {
    if (pipeline === undefined) return missing('approve', 'the name of a pipeline');
    if (!flags.has('break-glass')) return { verb: 'approve', pipeline, words };
    if (words.length === 0) return missing('approve --break-glass', 'a reason, which everybody will read');
    return { verb: 'approve', pipeline, words, breakGlass: true };
  },
};
