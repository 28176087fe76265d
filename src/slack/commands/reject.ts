import { missing, type SubCommand } from './sub-command.ts';

export const reject: SubCommand = {
  name: 'reject',
  usage: 'reject <pipeline> [stage[/action]] [comment]',
  summary: 'answers an approval that waits with no',
  examples: [
    { text: 'reject shop-web', command: { verb: 'reject', pipeline: 'shop-web', words: [] } },
    {
      text: 'reject shop-web Prod search is broken',
      command: { verb: 'reject', pipeline: 'shop-web', words: ['Prod', 'search', 'is', 'broken'] },
    },
  ],
  flags: [],
  read([pipeline, ...words]) {
    return pipeline === undefined ? missing('reject', 'the name of a pipeline') : { verb: 'reject', pipeline, words };
  },
};
