import type { ChannelId } from '../../domain/ids.ts';
import { PER_CHANNEL, UPDATES } from '../../domain/pace.ts';
import type { PaceStore, World } from '../ports.ts';
import { channelBucket, methodBucket, takeNext } from '../reserve-slot.ts';

const WAIT_AT_MOST_MS = 10_000;

/** Waits for the channel's next free slot. A draft stands in no line: it is as urgent as an approval, and rare.
 * @throws Error when none comes soon: the delivery is repeated */
export async function takeSlot(
  deps: Pick<World, 'now' | 'sleep'> & { readonly pace: PaceStore },
  channel: ChannelId,
  call: 'post' | 'update',
): Promise<void> {
  const method =
    call === 'update' ? await takeNext(deps, methodBucket('chat.update'), UPDATES, WAIT_AT_MOST_MS) : undefined;
  const slot = await takeNext(deps, channelBucket(channel), PER_CHANNEL, WAIT_AT_MOST_MS);
  if (method?.kind === 'later' || slot.kind === 'later')
    throw new Error('Slack takes no message of a draft now; it is repeated');
  const wait = Math.max(method?.at ?? 0, slot.at) - deps.now();
  if (wait > 0) await deps.sleep(wait);
}
