import type { ClosedWay } from '../../domain/execution.ts';
import { foreign, join, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';

/** As `app/frozen-stage.ts` writes it, in the letters that CodePipeline takes. */
const FROZEN = /^freeze [0-9a-f]{8} until (\d{4}-\d\d-\d\d) (\d\d)\.(\d\d) UTC by (.+?) -(?: (.*))?$/s;
/** As `app/deeds/change-transition.ts` does. */
const CLOSED_BY_HAND = /^op [0-9a-f]{8} (.+?) via Slack(?: -)?(?: (.*))?$/s;

export interface ClosingReason {
  readonly words: string;
  readonly byName?: string;
  /** ISO */
  readonly until?: string;
}

/** Who closed a way, why and until when. CodePipeline keeps one text for all, and anybody can write it: this is for showing only. */
export function readClosingReason(reason: string): ClosingReason {
  const [, day, hours, minutes, orderedBy, why = ''] = FROZEN.exec(reason) ?? [];
  if (orderedBy !== undefined) return { words: why, byName: orderedBy, until: `${day}T${hours}:${minutes}:00.000Z` };
  const [, byName, words = ''] = CLOSED_BY_HAND.exec(reason) ?? [];
  return byName === undefined ? { words: reason } : { words, byName };
}

/** `Prod is closed: “end-of-quarter freeze” until Mon 08:00, by Ben Okafor` */
export function closedWords({ stage, reason }: ClosedWay): Mrkdwn {
  const { words, byName, until } = readClosingReason(reason);
  const why = words === '' ? undefined : md`: “${foreign(words, 300)}”`;
  const end = until === undefined ? undefined : md` until ${slackDate(until, 'day')}`;
  const by = byName === undefined ? undefined : md`, by ${foreign(byName, 150)}`;
  return md`${name(stage, 200)} is closed${join([why, end, by], '')}`;
}
