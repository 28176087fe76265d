import type { ContextBlock } from '@slack/types';
import type { Looker } from '../../domain/looker.ts';
import { context } from '../blocks.ts';
import { foreign, md, slackDate } from '../mrkdwn.ts';

/** What the button says that tells the others: leave it to me. */
export const LOOK_TEXT = 'I’m looking';

/** `Ben Okafor is looking, since today at 14:03`: below the buttons, so that it moves none of them. */
export function lookerLine(looker: Looker | undefined): ContextBlock[] {
  if (!looker || looker.left) return [];
  return [context(md`${foreign(looker.byName, 150)} is looking, since ${slackDate(looker.at, 'day')}`)];
}
