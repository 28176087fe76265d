import { describe, expect, it } from 'vitest';
import { ChannelId, UserId } from '../../../src/domain/ids.ts';
import { AT_MOST, channelsInTag, limitReached, type Watch } from '../../../src/domain/subscriptions.ts';
import { SHOP } from '../../support/builders.ts';

const { account, region } = SHOP;
const watch = (pipeline: string, user = 'U0DANA'): Watch => ({
  kind: 'watch',
  account,
  region,
  pipeline,
  user: UserId(user),
  channel: ChannelId(`D${user}`),
  at: '',
});

describe('the tag that names channels', () => {
  it.each([
    ['C0TEAM', ['C0TEAM']],
    ['C0TEAM C0OPS/G0PRIVATE', ['C0TEAM', 'C0OPS', 'G0PRIVATE']],
    ['C0TEAM C0TEAM', ['C0TEAM']],
    ['deployments', []],
    ['D0DANA U0BEN', []],
    ['', []],
  ])('%s', (value, channels) => {
    expect(channelsInTag(value)).toEqual(channels);
  });

  it('names five at most, and none where there is none', () => {
    expect(channelsInTag(Array.from({ length: 9 }, (_, index) => `C0TEAM${index}`).join(' '))).toHaveLength(5);
    expect(channelsInTag()).toEqual([]);
  });
});

describe('how much may be asked for', () => {
  it('is bounded for each person, and for all', () => {
    const full = Array.from({ length: AT_MOST.ofPerson }, (_, index) => watch(`p-${index}`));

    expect(limitReached(full.slice(1), watch('more'))).toBeUndefined();
    expect(limitReached(full, watch('more'))).toBe(AT_MOST.ofPerson);
    expect(limitReached(full, watch('more', 'U0BEN'))).toBeUndefined();
    const everybody = Array.from({ length: AT_MOST.inAll }, (_, index) => watch('shop-web', `U${index}`));
    expect(limitReached(everybody, watch('more', 'U0BEN'))).toBe(AT_MOST.inAll);
  });
});
