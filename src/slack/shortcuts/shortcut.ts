import type { Reaction } from '../clicked.ts';
import type { ModalOrigin } from '../modal-metadata.ts';

/** What the manifest calls a shortcut, and what it leads to. */
export interface Shortcut {
  readonly callbackId: string;
  /** from anywhere in Slack, or from a message */
  readonly type: 'global' | 'message';
  react(origin: ModalOrigin): Reaction;
}
