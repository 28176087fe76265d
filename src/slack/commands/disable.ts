import { readTransition } from './read-transition.ts';
import type { SubCommand } from './sub-command.ts';

export const disable: SubCommand = {
  name: 'disable',
  usage: 'disable <pipeline> <stage> [--outbound] [reason]',
  summary: 'closes the way into a stage, or out of it (--outbound)',
  examples: [
    {
      text: 'disable shop-web Prod end of quarter',
      command: {
        verb: 'disable',
        pipeline: 'shop-web',
        stage: 'Prod',
        outbound: false,
        reason: 'end of quarter',
      },
    },
    {
      text: 'disable shop-web Build --outbound',
      command: { verb: 'disable', pipeline: 'shop-web', stage: 'Build', outbound: true, reason: '' },
    },
  ],
  flags: ['outbound'],
  read: (rest, flags) => readTransition('disable', rest, flags),
};
