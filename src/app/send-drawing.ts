import type { ChannelId, ExecutionRef, MessageTs } from '../domain/ids.ts';
import type { WantedMessage } from '../domain/message-plan.ts';
import { blockedUntil, PER_CHANNEL, UPDATES, type Waiting } from '../domain/pace.ts';
import { tellFlood } from './flood.ts';
import type { Holder, KeepDeps } from './keep-deps.ts';
import { CALL_MS, UNSURE_MS } from './keep-deps.ts';
import { digestOf, threadOf } from './plan-for.ts';
import type { Drawing, KeptMessage, MessageResult, SendResult, StoredExecution } from './ports.ts';
import { channelBucket, methodBucket, reserveSlot } from './reserve-slot.ts';
import { stillWelcome } from './still-welcome.ts';

const BLOCK_TRIES = 5;

/** Sends a drawing as a new message or in place of the old one, in a slot of the channel.
 * @returns what to keep of it; `ok` only when Slack surely shows the drawing */
export async function sendDrawing(
  holder: Holder,
  wanted: WantedMessage,
  stored: StoredExecution,
  ts: MessageTs | undefined,
  drawing: Drawing,
): Promise<{ ok: boolean; result: MessageResult }> {
  const { deps, slot, unsure } = holder;
  const call = ts === undefined ? 'post' : 'update';
  if (wanted.onRequest && ts === undefined) {
    const welcome = await stillWelcome(deps, wanted, stored.execution.ref);
    if (welcome === 'no') return { ok: false, result: { dead: 'not_shown_here', notBefore: undefined } };
    if (welcome === 'unsure') return { ok: false, result: { notBefore: deps.now() + UNSURE_MS } };
  }
  const known = { ...stored.messages[slot], ...(ts === undefined ? {} : { ts }) };
  // A card that may be there after all is not given up: it would never be redrawn.
  const card = !unsure && newCard(wanted, known);
  const waiting = toWaiting(deps, wanted, stored, known.id ?? '', card);
  const reserved = await reserveSlot(deps, wanted.channel, call, waiting);
  if (reserved.kind === 'flooded') {
    // Told before the card is given up: nothing is lost on the way.
    holder.visit.digests.set(wanted.channel, await tellFlood(deps, wanted.channel, holder.ref));
    return { ok: false, result: { onDemand: 'unasked', notBefore: undefined } };
  }
  if (reserved.kind !== 'now') {
    holder.visit.behind.set(wanted.channel, reserved);
    return { ok: false, result: { notBefore: reserved.untilMs } };
  }
  if (deps.now() + CALL_MS > holder.leaseUntil) return { ok: false, result: { notBefore: deps.now() } };
  const { channel } = wanted;
  const key = stored.messages[slot]?.id ?? '';
  const threadTs = threadOf(wanted, stored);
  const message = { channel, key, drawing, ...aboutOf(wanted, holder) };
  const sent =
    ts === undefined
      ? await deps.messenger.post({
          ...message,
          ...(threadTs ? { threadTs, broadcast: wanted.broadcast } : {}),
        })
      : await deps.messenger.update({ ...message, ts });
  return noteSent(holder, channel, call, sent, drawing);
}

/** A digest and a notice of a freeze are about many. */
function aboutOf({ subject }: WantedMessage, { ref }: Holder): { readonly about?: ExecutionRef } {
  return subject.kind === 'flood' || subject.kind === 'notice' ? {} : { about: ref };
}

/** How a message stands in the line of its channel. */
export function toWaiting(
  deps: KeepDeps,
  { slot, priority }: WantedMessage,
  { execution }: StoredExecution,
  id: string,
  newCard: boolean,
): Waiting {
  return { id, execution: execution.ref, slot, priority, since: deps.now(), newCard };
}

/** A card that is not in the channel, and that nobody has asked for. */
export function newCard({ subject }: WantedMessage, kept: Partial<KeptMessage> | undefined): boolean {
  return subject.kind === 'card' && kept?.ts === undefined && kept?.onDemand === undefined;
}

async function noteSent(
  holder: Holder,
  channel: ChannelId,
  call: 'post' | 'update',
  sent: SendResult,
  drawing: Drawing,
): Promise<{ ok: boolean; result: MessageResult }> {
  const { deps, slot, ref } = holder;
  switch (sent.kind) {
    case 'sent':
      return { ok: true, result: { ts: sent.ts, notBefore: undefined } };
    case 'not_now': {
      const until = deps.now() + sent.retryAfterMs;
      await block(deps, channel, call, until);
      return { ok: false, result: { notBefore: until } };
    }
    case 'refused':
      deps.log.error('Slack does not take this drawing; the next one is tried', {
        channel,
        slot,
        error: sent.error,
        executionId: ref.executionId,
      });
      return { ok: false, result: { refused: digestOf(drawing), notBefore: undefined } };
    case 'permanent':
      deps.log.error('Slack will never take this message; no further attempt is made', {
        channel,
        slot,
        error: sent.error,
        executionId: ref.executionId,
      });
      return { ok: false, result: { dead: sent.error, notBefore: undefined, twinCheckAt: undefined } };
    case 'unknown': {
      const until = deps.now() + UNSURE_MS;
      return {
        ok: false,
        result: { notBefore: until, shown: undefined, ...(call === 'post' ? { twinCheckAt: until } : {}) },
      };
    }
  }
}

/** Nothing more goes into a bucket until Slack takes it again. A later time that somebody else has learned stays. */
async function block(deps: KeepDeps, channel: ChannelId, call: 'post' | 'update', untilMs: number): Promise<void> {
  const [name, limit] =
    call === 'update'
      ? ([methodBucket('chat.update'), UPDATES] as const)
      : ([channelBucket(channel), PER_CHANNEL] as const);
  const blocked = blockedUntil(limit, untilMs);
  for (let attempt = 0; attempt < BLOCK_TRIES; attempt++) {
    const seen = await deps.pace.get(name);
    if ((seen?.paidUntil ?? 0) >= blocked.paidUntil || (await deps.pace.put(name, blocked, seen))) return;
  }
}
