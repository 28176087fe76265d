import { describe, expect, it } from 'vitest';
import { channelBucket, methodBucket, reserveSlot } from '../../../src/app/reserve-slot.ts';
import { ChannelId } from '../../../src/domain/ids.ts';
import { createMemoryPace } from '../../support/memory-slack.ts';
import { createVirtualWorld } from '../../support/virtual-world.ts';

const CHANNEL = ChannelId('C0DEPLOYS');
const OTHER = ChannelId('C0PAYMENTS');

function aWorld() {
  const world = createVirtualWorld(1_000_000);
  const deps = { ...world, pace: createMemoryPace() };
  const done = async <T>(work: Promise<T>) => {
    await world.runUntil(world.now() + 10_000);
    return work;
  };
  return { deps, world, done };
}

describe('a slot of Slack', () => {
  it('is free at once in a quiet channel', async () => {
    const { deps, world } = aWorld();

    expect(await reserveSlot(deps, CHANNEL, 'post')).toEqual({ kind: 'now' });
    expect(world.now()).toBe(1_000_000);
  });

  it('is waited for when it is free within three seconds, and left to the sweep when it is later', async () => {
    const { deps, done } = aWorld();
    const slots = await done(Promise.all([1, 2, 3, 4, 5].map(() => reserveSlot(deps, CHANNEL, 'post'))));

    expect(slots.map(({ kind }) => kind).toSorted()).toEqual(['later', 'now', 'now', 'now', 'now']);
    expect(slots.find(({ kind }) => kind === 'later')).toEqual({ kind: 'later', untilMs: 1_004_000 });
  });

  it('is one a second in each channel, for posts and updates together', async () => {
    const { deps, done } = aWorld();
    await deps.pace.put(channelBucket(CHANNEL), { paidUntil: 1_002_000 }, undefined);

    const began = deps.now();
    let ended = 0;
    await done(reserveSlot(deps, CHANNEL, 'update').then(() => (ended = deps.now())));

    expect(ended - began).toBe(2_000);
  });

  it('spends none of the workspace’s updates on a channel that has to wait anyway', async () => {
    const { deps } = aWorld();
    await deps.pace.put(channelBucket(CHANNEL), { paidUntil: deps.now() + 60_000 }, undefined);

    for (let card = 0; card < 30; card++) expect((await reserveSlot(deps, CHANNEL, 'update')).kind).toBe('later');

    expect(await deps.pace.get(methodBucket('chat.update'))).toBeUndefined();
    expect(await reserveSlot(deps, OTHER, 'update')).toEqual({ kind: 'now' });
  });
});
