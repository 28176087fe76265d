import type { KnownBlock } from '@slack/types';
import type { Drawing } from '../../app/ports.ts';
import { MAX } from '../limits.ts';
import { cut, type Mrkdwn } from '../mrkdwn.ts';

/** A message as Slack takes it: the text for lock screens and screen readers, and the blocks. */
export function drawing(text: Mrkdwn, blocks: readonly (KnownBlock | undefined)[]): Drawing {
  const present = blocks.filter((block) => block !== undefined);
  return { text: cut(text, MAX.notificationText).mrkdwn, blocks: present.slice(0, MAX.blocksInMessage) };
}

/** The blocks of a drawing as the web client wants them. Outside this room a drawing is closed, so they are always ours. */
export function toBlocks({ blocks }: Drawing): KnownBlock[] {
  return blocks.filter(isBlock);
}

export function isBlock(block: object): block is KnownBlock {
  return 'type' in block;
}
