import type { Shortcut } from './shortcut.ts';

/** Which execution a message is about, only whoever may read it can tell: Slack says where the message is, and that is passed on. */
export const pipelineActions: Shortcut = {
  callbackId: 'pipeline_actions',
  type: 'message',
  react: () => ({ kind: 'load', ask: { kind: 'actions' } }),
};
