import { missing, type SubCommand } from './sub-command.ts';

export const approve: SubCommand = {
  name: 'approve',
  usage: 'approve <pipeline> [stage[/action]] [comment]',
  summary: 'answers an approval that waits with yes',
  examples: [
    { text: 'approve shop-web', command: { verb: 'approve', pipeline: 'shop-web', words: [] } },
    {
      text: 'approve shop-web Prod checked on staging',
      command: { verb: 'approve', pipeline: 'shop-web', words: ['Prod', 'checked', 'on', 'staging'] },
    },
  ],
  flags: [],
  read([pipeline, ...words]) {
    return pipeline === undefined ? missing('approve', 'the name of a pipeline') : { verb: 'approve', pipeline, words };
  },
};
