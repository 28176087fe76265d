import { missing, type SubCommand } from './sub-command.ts';

export const unfreeze: SubCommand = {
  name: 'unfreeze',
  usage: 'unfreeze <pipeline or pattern> [stage] [--once [execution]] [reason]',
  summary: 'ends the freeze that holds there now, or lets one execution through (--once)',
  examples: [
    {
      text: 'unfreeze shop-web Prod the move is done',
      command: {
        verb: 'unfreeze',
        pipeline: 'shop-web',
        words: ['Prod', 'the', 'move', 'is', 'done'],
        once: false,
        confirmed: false,
      },
    },
    {
      text: 'unfreeze shop-web Prod --once hotfix',
      command: { verb: 'unfreeze', pipeline: 'shop-web', words: ['Prod', 'hotfix'], once: true, confirmed: false },
    },
  ],
  flags: ['once', 'confirmed'],
  read([pipeline, ...words], flags) {
    if (pipeline === undefined) return missing('unfreeze', 'the name of a pipeline, or a pattern such as shop-*');
    return { verb: 'unfreeze', pipeline, words, once: flags.has('once'), confirmed: flags.has('confirmed') };
  },
};
