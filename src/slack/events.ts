import { ChannelId, MessageTs, UserId } from '../domain/ids.ts';
import { type Ask, MAX_LINKS, type Origin, type PersonActor, type SharedLink } from '../domain/operation.ts';
import { parseConsoleLink } from './parse-console-link.ts';
import type { EventCallback } from './payloads.ts';

/** What Slack tells of that somebody did, and what it leads to. */
export interface Heard {
  readonly actor: PersonActor;
  readonly origin: Origin;
  readonly ask: Ask;
}

/** @returns undefined for what leads to nothing. Pure. */
export function reactToEvent({ event, is_ext_shared_channel }: EventCallback): Heard | undefined {
  if ('links' in event) return linksShared(event, is_ext_shared_channel !== false);
  if (event.type !== 'app_home_opened' || !('user' in event)) return undefined;
  // The tab with the messages opens as well, and nothing of ours is drawn there.
  if (event.tab !== 'home') return undefined;
  return { actor: { userId: UserId(event.user) }, origin: { surface: 'home' }, ask: { kind: 'home' } };
}

type LinkShared = Extract<EventCallback['event'], { links: unknown }>;

/** While somebody still writes, nothing is looked up: the message may never be sent, and nobody knows yet where. */
function linksShared({ user, channel, message_ts, links }: LinkShared, shared: boolean): Heard | undefined {
  if (!/^[CGD]/.test(channel)) return undefined;
  const known = links
    .map(({ url }) => parseConsoleLink(url))
    .filter((link): link is SharedLink => link !== undefined)
    .slice(0, MAX_LINKS);
  if (known.length === 0) return undefined;
  const origin: Origin = { surface: 'link', channel: ChannelId(channel), messageTs: MessageTs(message_ts) };
  return { actor: { userId: UserId(user) }, origin, ask: { kind: 'links', links: known, shared } };
}
