import { readTransition } from './read-transition.ts';
import type { SubCommand } from './sub-command.ts';

export const enable: SubCommand = {
  name: 'enable',
  usage: 'enable <pipeline> <stage> [--outbound] [reason]',
  summary: 'opens the way into a stage, or out of it (--outbound)',
  examples: [
    {
      text: 'enable shop-web Prod',
      command: { verb: 'enable', pipeline: 'shop-web', stage: 'Prod', outbound: false, reason: '' },
    },
  ],
  flags: ['outbound'],
  read: (rest, flags) => readTransition('enable', rest, flags),
};
