import type { ChannelId, PipelineRef, UserId } from './ids.ts';
import { coversPipeline, EVERYONE, type Policy, type RouteKind, type Scope } from './policy.ts';
import { lookGrant } from './rules.ts';

/** What somebody may ask to hear: what routes send, or only how it ended. */
export type Wish = RouteKind | 'results';

export const WISHES: readonly Wish[] = ['approvals', 'failures', 'progress', 'results'];

/** A channel hears of pipelines because somebody asked for it there. */
export interface Subscription extends Omit<Scope, 'stages'> {
  readonly kind: 'subscription';
  readonly channel: ChannelId;
  readonly wishes: readonly Wish[];
  /** a glob; what nobody can say the branch of does not fit */
  readonly branch?: string;
  readonly by: UserId;
  readonly byName: string;
  /** the teams of theirs on which it depends who may see a pipeline: it goes no further than they could look then */
  readonly sees: readonly string[];
  /** ISO; when it was last changed */
  readonly at: string;
}

/** Somebody hears of a pipeline in their direct messages with the app. */
export interface Watch extends PipelineRef {
  readonly kind: 'watch';
  readonly user: UserId;
  /** their direct messages */
  readonly channel: ChannelId;
  /** ISO */
  readonly at: string;
}

/** The channels that the tag `signalbox:channel` of a pipeline names. */
export interface ChannelTag extends PipelineRef {
  readonly kind: 'tag';
  readonly channels: readonly ChannelId[];
  /** ISO; when that was first read */
  readonly at: string;
}

export type BookEntry = Subscription | Watch | ChannelTag;

/** All that is asked for beside the routes of the policy. */
export type SubscriptionBook = readonly BookEntry[];

/** So many are kept, so that the book stays small enough to be read by everybody. */
export const AT_MOST = { ofChannel: 30, ofPerson: 30, inAll: 1_000 } as const;

/** Names an entry for good: the same pattern and branch in the same channel is the same subscription. */
export function entryKey(entry: BookEntry): string {
  switch (entry.kind) {
    case 'subscription': {
      const { channel, pipelines, accounts = [], regions = [], branch = '' } = entry;
      return ['s', channel, pipelines.toLowerCase(), accounts.join('+'), regions.join('+'), branch].join('|');
    }
    case 'watch':
      return ['w', entry.user, entry.account, entry.region, entry.pipeline].join('|');
    case 'tag':
      return ['t', entry.account, entry.region, entry.pipeline].join('|');
  }
}

/** Could whoever subscribed see this pipeline then, as the policy has it now? */
export function reaches(policy: Policy, subscription: Subscription, ref: PipelineRef): boolean {
  const { by } = lookGrant(policy, ref);
  return coversPipeline(subscription, ref) && by.some((team) => team === EVERYONE || subscription.sees.includes(team));
}

/** A channel may be asked for by so many subscriptions, a person by so many watches. @returns the limit that is reached */
export function limitReached(book: SubscriptionBook, next: Subscription | Watch): number | undefined {
  if (book.length >= AT_MOST.inAll) return AT_MOST.inAll;
  const most = next.kind === 'watch' ? AT_MOST.ofPerson : AT_MOST.ofChannel;
  const others = book.filter(
    ({ kind, ...one }) => kind === next.kind && 'channel' in one && one.channel === next.channel,
  );
  return others.length >= most ? most : undefined;
}

/** `signalbox:channel` holds the ids of channels, with anything between them that a tag can hold. */
export const CHANNEL_TAG = 'signalbox:channel';
const TAGGED_AT_MOST = 5;

/** @param value of the tag; absent: there is none */
export function channelsInTag(value = ''): string[] {
  return [...new Set(value.match(/\b[CG][A-Z0-9]{2,20}\b/g) ?? [])].slice(0, TAGGED_AT_MOST);
}
