import { describe, expect, it } from 'vitest';
import { dropStale } from '../../../src/app/drop-stale.ts';
import type { Conversation } from '../../../src/app/ports.ts';
import type { Person } from '../../../src/domain/identity.ts';
import { ChannelId, TeamId, UserId } from '../../../src/domain/ids.ts';
import { type BookEntry, entryKey } from '../../../src/domain/subscriptions.ts';
import { at, SHOP } from '../../support/builders.ts';
import { createMemoryExecutions } from '../../support/memory-executions.ts';
import { createMemoryPace } from '../../support/memory-pace.ts';
import { silentLog } from '../../support/memory-slack.ts';
import { listening } from '../../support/memory-subscriptions.ts';
import { directory, memberOf } from '../../support/person.ts';
import { aPolicy } from '../../support/policy.ts';

const { account, region, pipeline } = SHOP;
const HOME = TeamId('T0SIGNALBX');
const now = () => Date.parse(at(60));
const OPEN: Conversation = { shared: false, archived: false, joined: true };

const SUBSCRIPTION: BookEntry = {
  kind: 'subscription',
  pipelines: 'shop-*',
  channel: ChannelId('C0TEAM'),
  wishes: ['failures'],
  by: UserId('U0BEN'),
  byName: 'Ben Okafor',
  sees: [],
  at: at(0),
};
const WATCH: BookEntry = {
  kind: 'watch',
  account,
  region,
  pipeline,
  user: UserId('U0BEN'),
  channel: ChannelId('D0BEN'),
  at: at(0),
};

/** One pass over one entry. @returns what is left, and what is told where */
async function pass(entry: BookEntry, place: Conversation | undefined, differs: Partial<Person> = {}, times = 1) {
  const asked = listening(now);
  await asked.subscriptions.set(entryKey(entry), entry, undefined);
  const deps = {
    ...asked,
    now,
    conversations: { ...asked.conversations, find: async () => place },
    executions: createMemoryExecutions(now),
    people: directory(async (user) => memberOf(HOME, user, differs)),
    policy: aPolicy(),
    homeTeam: HOME,
    pace: createMemoryPace(now),
    log: silentLog,
  };
  const told = [];
  for (let time = 0; time < times; time++) told.push(...(await dropStale(deps, time)));
  const lines = told.flatMap(({ execution }) => Object.values(execution.lines));
  return {
    left: await asked.subscriptions.read(),
    told: lines.map(({ tellIn, deed }) => [tellIn, deed.kind === 'unsubscribe' ? deed.reason : '']),
  };
}

describe('what nobody can be told any more', () => {
  it('stays while channel and people are there', async () => {
    expect(await pass(SUBSCRIPTION, OPEN)).toEqual({ left: [SUBSCRIPTION], told: [] });
    expect(await pass(WATCH, OPEN)).toEqual({ left: [WATCH], told: [] });
  });

  it.each([
    ['is archived', { ...OPEN, archived: true }, 'the channel is archived or gone'],
    ['is gone', undefined, 'the channel is archived or gone'],
    ['is shared with others', { ...OPEN, shared: true }, 'the channel is shared with others'],
  ])('goes with a channel that %s, and whoever subscribed is told once', async (_how, place, reason) => {
    expect(await pass(SUBSCRIPTION, place, {}, 3)).toEqual({ left: [], told: [['D0BEN', reason]] });
  });

  it('goes with who subscribed, and the channel is told', async () => {
    expect(await pass(SUBSCRIPTION, OPEN, { isDeactivated: true })).toEqual({
      left: [],
      told: [['C0TEAM', 'Ben Okafor is no member any more']],
    });
  });

  it('goes with who watched, and nobody is left to be told', async () => {
    expect(await pass(WATCH, OPEN, { isGuest: true })).toEqual({ left: [], told: [] });
  });
});
