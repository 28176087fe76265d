import { noticesRef } from '../domain/freeze-notice.ts';
import { judgeIdentity } from '../domain/identity.ts';
import { AccountId, type ChannelId, OperationId, type UserId } from '../domain/ids.ts';
import { inTurns } from '../domain/in-turns.ts';
import { entryKey, type Subscription, type Watch } from '../domain/subscriptions.ts';
import { sha256 } from './digest.ts';
import type { Conversations, Executions, Log, PaceStore, StoredExecution, Subscriptions, World } from './ports.ts';
import type { StandingDeps } from './standing.ts';

export interface StaleDeps extends StandingDeps, Pick<World, 'now'> {
  readonly subscriptions: Subscriptions;
  readonly conversations: Conversations;
  readonly executions: Executions;
  readonly pace: PaceStore;
  readonly log: Log;
}

/** Entries of one pass; more take turns. */
const AT_A_TIME = 40;

/** Takes away what nobody can be told any more: watches of those who left or became guests, subscriptions of channels that are archived
 * or shared with others, and of people who left. Whoever is left to be told is told once.
 * @returns the items that carry what is to be posted */
export async function dropStale(deps: StaleDeps, turn: number): Promise<StoredExecution[]> {
  const book = await deps.subscriptions.read();
  const asked = book.filter((entry) => entry.kind !== 'tag');
  const told: StoredExecution[] = [];
  for (const entry of inTurns(asked, AT_A_TIME, turn)) {
    const end = await endOf(deps, entry);
    // Taken away before it is told: who dies in between tells nobody, and nobody is told twice.
    if (!end || !(await deps.subscriptions.set(entryKey(entry), undefined, entry))) continue;
    deps.log.info('A subscription has ended by itself', { why: end.reason, channel: entry.channel });
    if (end.tellIn !== undefined && entry.kind === 'subscription')
      told.push(await tell(deps, entry, end.reason, end.tellIn));
  }
  return told;
}

interface End {
  readonly reason: string;
  readonly tellIn?: ChannelId | undefined;
}

async function endOf(deps: StaleDeps, entry: Subscription | Watch): Promise<End | undefined> {
  if (entry.kind === 'watch') return (await hasLeft(deps, entry.user)) ? { reason: 'who watched has left' } : undefined;
  const place = await deps.conversations.find(entry.channel);
  const gone = await hasLeft(deps, entry.by);
  if (place && !place.archived && !place.shared)
    return gone ? { reason: `${entry.byName} is no member any more`, tellIn: entry.channel } : undefined;
  const reason = !place || place.archived ? 'the channel is archived or gone' : 'the channel is shared with others';
  return { reason, tellIn: gone ? undefined : await deps.conversations.direct(entry.by) };
}

async function hasLeft({ people, homeTeam }: StaleDeps, userId: UserId): Promise<boolean> {
  return judgeIdentity({ userId }, await people.find(userId), homeTeam) !== undefined;
}

/** The line names the pattern alone. */
const NOWHERE = { account: AccountId('-'), region: '-', everywhere: true } as const;

/** A line of its own, where people read it. */
async function tell(deps: StaleDeps, entry: Subscription, reason: string, tellIn: ChannelId): Promise<StoredExecution> {
  const at = new Date(deps.now()).toISOString();
  const operationId = OperationId(sha256(['stale', entryKey(entry), entry.at].join('|')).slice(0, 32));
  return deps.executions.addLine(noticesRef(operationId), {
    operationId,
    deed: { kind: 'unsubscribe', target: { ...NOWHERE, pipeline: entry.pipelines }, channel: entry.channel, reason },
    ended: 'performed',
    byName: 'Signalbox',
    at,
    tellIn,
  });
}
