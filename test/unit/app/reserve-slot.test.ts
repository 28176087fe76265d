import { describe, expect, it } from 'vitest';
import { channelBucket, methodBucket, reserveSlot } from '../../../src/app/reserve-slot.ts';
import { ChannelId } from '../../../src/domain/ids.ts';
import type { Waiting } from '../../../src/domain/pace.ts';
import { SHOP } from '../../support/builders.ts';
import { createMemoryPace } from '../../support/memory-pace.ts';
import { createVirtualWorld } from '../../support/virtual-world.ts';

const CHANNEL = ChannelId('C0DEPLOYS');
const OTHER = ChannelId('C0PAYMENTS');

const waiting = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  execution: SHOP,
  slot: 'card@C0DEPLOYS',
  priority: 3,
  since: 1_000_000,
  newCard: false,
  ...more,
});
const card = (id: string, more: Partial<Waiting> = {}) => waiting(id, { newCard: true, ...more });

function aWorld() {
  const world = createVirtualWorld(1_000_000);
  const deps = { ...world, pace: createMemoryPace(world.now) };
  const done = async <T>(work: Promise<T>) => {
    await world.runUntil(world.now() + 10_000);
    return work;
  };
  return { deps, world, done };
}

describe('a slot of Slack', () => {
  it('is free at once in a quiet channel', async () => {
    const { deps, world } = aWorld();

    expect(await reserveSlot(deps, CHANNEL, 'post', waiting('one'))).toEqual({ kind: 'now' });
    expect(world.now()).toBe(1_000_000);
  });

  it('is waited for when it is free within three seconds, and left to the sweep when it is later', async () => {
    const { deps, done } = aWorld();
    const slots = await done(
      Promise.all(['1', '2', '3', '4', '5'].map((id) => reserveSlot(deps, CHANNEL, 'post', waiting(id)))),
    );

    expect(slots.map(({ kind }) => kind).toSorted()).toEqual(['later', 'now', 'now', 'now', 'now']);
    expect(slots.find(({ kind }) => kind === 'later')).toEqual({ kind: 'later', untilMs: 1_004_000 });
  });

  it('is one a second in each channel, for posts and updates together', async () => {
    const { deps, done } = aWorld();
    await deps.pace.put(channelBucket(CHANNEL), { paidUntil: 1_002_000 }, undefined);

    const began = deps.now();
    let ended = 0;
    await done(reserveSlot(deps, CHANNEL, 'update', waiting('one')).then(() => (ended = deps.now())));

    expect(ended - began).toBe(2_000);
  });

  it('spends none of the workspace’s updates on a channel that has to wait anyway', async () => {
    const { deps } = aWorld();
    await deps.pace.put(channelBucket(CHANNEL), { paidUntil: deps.now() + 60_000 }, undefined);

    for (let update = 0; update < 30; update++)
      expect((await reserveSlot(deps, CHANNEL, 'update', waiting(`${update}`))).kind).toBe('later');

    expect(await deps.pace.get(methodBucket('chat.update'))).toBeUndefined();
    expect(await reserveSlot(deps, OTHER, 'update', waiting('other'))).toEqual({ kind: 'now' });
  });

  describe('when a channel is busy', () => {
    const busy = async () => {
      const world = aWorld();
      await world.deps.pace.put(channelBucket(CHANNEL), { paidUntil: world.deps.now() + 60_000 }, undefined);
      return world;
    };
    const free = ({ deps, world }: Awaited<ReturnType<typeof busy>>) => world.runUntil(deps.now() + 61_000);

    it('goes to what is more urgent first, and then to who has waited longer', async () => {
      const channel = await busy();
      const { deps, world } = channel;
      for (const one of [waiting('progress'), waiting('end', { priority: 2 }), waiting('approval', { priority: 0 })]) {
        await reserveSlot(deps, CHANNEL, 'post', { ...one, since: deps.now() });
        await world.runUntil(deps.now() + 1_000);
      }
      await free(channel);
      const served: string[] = [];

      const newcomer = waiting('newcomer', { since: deps.now() });
      for (;;) {
        const reserved = await reserveSlot(deps, CHANNEL, 'post', newcomer);
        if (reserved.kind !== 'later' || !reserved.first) break;
        served.push(reserved.first.id);
        expect(await reserveSlot(deps, CHANNEL, 'post', reserved.first)).toEqual({ kind: 'now' });
        await world.runUntil(deps.now() + 1_000);
      }

      expect(served).toEqual(['approval', 'end', 'progress']);
    });

    it('is left to those who wait for it, not for what waits for the workspace’s updates', async () => {
      const channel = await busy();
      const { deps } = channel;
      await reserveSlot(deps, CHANNEL, 'update', waiting('update', { priority: 0 }));
      await free(channel);
      await deps.pace.put(methodBucket('chat.update'), { paidUntil: deps.now() + 600_000 }, undefined);

      expect((await reserveSlot(deps, CHANNEL, 'update', waiting('update', { priority: 0 }))).kind).toBe(
        'updates_later',
      );
      expect(await reserveSlot(deps, CHANNEL, 'post', waiting('post'))).toEqual({ kind: 'now' });
    });

    it('is refused to the card that comes when thirty wait, and to no other message', async () => {
      const { deps } = await busy();
      for (let index = 0; index < 30; index++)
        expect((await reserveSlot(deps, CHANNEL, 'post', card(`card-${index}`))).kind).toBe('later');

      expect(await reserveSlot(deps, CHANNEL, 'post', card('one-too-many', { since: 1_000_001 }))).toEqual({
        kind: 'flooded',
      });
      expect((await reserveSlot(deps, CHANNEL, 'post', waiting('failure', { priority: 1 }))).kind).toBe('later');
    });

    it('is refused to the others when far too many come in the same moment', async () => {
      const { deps } = await busy();

      const all = await Promise.all(
        Array.from({ length: 100 }, (_, index) => reserveSlot(deps, CHANNEL, 'post', card(`card-${index}`))),
      );

      const flooded = all.filter(({ kind }) => kind === 'flooded').length;
      const inLine = (await deps.pace.get(channelBucket(CHANNEL)))?.waiting.length ?? 0;
      expect(flooded + inLine).toBe(100);
      expect(inLine).toBeGreaterThanOrEqual(30);
      expect(inLine).toBeLessThan(40);
    });

    it('keeps nobody waiting for those that never came back', async () => {
      const channel = await busy();
      const { deps, world } = channel;
      await reserveSlot(deps, CHANNEL, 'post', waiting('gone', { priority: 0 }));
      await world.runUntil(deps.now() + 31 * 60_000);

      expect(await reserveSlot(deps, CHANNEL, 'post', waiting('here', { since: deps.now() }))).toEqual({ kind: 'now' });
    });
  });
});
