import { missing, type SubCommand } from './sub-command.ts';

export const stop: SubCommand = {
  name: 'stop',
  usage: 'stop <pipeline> [execution] [--abandon] [reason]',
  summary: 'stops an execution, after its running actions or at once (--abandon)',
  examples: [
    { text: 'stop shop-web', command: { verb: 'stop', pipeline: 'shop-web', words: [], abandon: false } },
    {
      text: 'stop shop-web 4b1e07c2 --abandon wrong branch',
      command: { verb: 'stop', pipeline: 'shop-web', words: ['4b1e07c2', 'wrong', 'branch'], abandon: true },
    },
  ],
  flags: ['abandon'],
  read([pipeline, ...words], flags) {
    if (pipeline === undefined) return missing('stop', 'the name of a pipeline');
    return { verb: 'stop', pipeline, words, abandon: flags.has('abandon') };
  },
};
