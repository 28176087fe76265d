import { matchesGlob } from './glob.ts';
import { type ChannelId, type PipelineRef, samePipeline } from './ids.ts';
import { channelsFor, coversPipeline, mayShow, type Policy, type RouteKind, type StageNames } from './policy.ts';
import type { Progress } from './progress.ts';
import { endOfSecond } from './runs.ts';
import { type BookEntry, reaches, type SubscriptionBook, type Wish } from './subscriptions.ts';

/** Who hears of one execution: the routes of the policy, and what people and tags asked for, all added up. A policy alone is the
 * audience of its routes. */
export interface Audience extends Policy {
  readonly asked?: readonly Asked[];
  /** direct messages of people who watch the pipeline */
  readonly watchers?: readonly ChannelId[];
}

interface Asked {
  readonly channel: ChannelId;
  readonly wishes: readonly Wish[];
}

/** Who hears one kind of message. */
export interface Listener {
  readonly channel: ChannelId;
  /** no route sends it there: before anything is posted, Slack is asked whether it still may be */
  readonly onRequest: boolean;
}

/** A tag asks for what a route would usually send. */
const BY_TAG: readonly Wish[] = ['progress', 'failures', 'approvals'];

/** Adds up who hears of an execution. What was asked for after its end comes too late. */
export function audienceOf(policy: Policy, book: SubscriptionBook, progress: Progress): Audience {
  const { ref, endedAt } = progress;
  const inTime = book.filter(({ at }) => endedAt === undefined || at <= endOfSecond(endedAt));
  const asked = inTime.flatMap((entry) =>
    entry.kind === 'subscription' && !fits(entry.branch, progress) ? [] : askedBy(policy, entry, ref),
  );
  return { ...policy, asked, watchers: watchersOf(inTime, ref) };
}

/** Does anybody want to hear of this pipeline? */
export function isHeardOf(policy: Policy, book: SubscriptionBook, ref: PipelineRef): boolean {
  return (
    channelsFor(policy, 'progress', ref).length > 0 ||
    watchersOf(book, ref).length > 0 ||
    book.some((entry) => askedBy(policy, entry, ref).length > 0)
  );
}

function askedBy(policy: Policy, entry: BookEntry, ref: PipelineRef): Asked[] {
  const wanted: Asked[] =
    entry.kind === 'subscription' && reaches(policy, entry, ref)
      ? [entry]
      : entry.kind === 'tag' && samePipeline(entry, ref)
        ? entry.channels.map((channel) => ({ channel, wishes: BY_TAG }))
        : [];
  return wanted.filter(({ channel }) => mayShow(policy, ref, channel, HEADLINE));
}

/** Whether a channel is shared with other workspaces only Slack can say; it is asked before anything is posted. */
export const HEADLINE = { shared: false, detail: 'headline' } as const;

function watchersOf(book: SubscriptionBook, ref: PipelineRef): ChannelId[] {
  return book.flatMap((entry) => (entry.kind === 'watch' && samePipeline(entry, ref) ? [entry.channel] : []));
}

/** @param branch a glob; absent: every branch */
function fits(branch: string | undefined, { branches = [] }: Progress): boolean {
  return branch === undefined || branches.some((name) => matchesGlob(branch, name));
}

/** The channels that get this kind of message, each once: those of routes in the order of the policy, then those that asked.
 * @param stage absent: about the execution as a whole */
export function listenersTo(audience: Audience, kind: RouteKind, ref: PipelineRef, stage?: StageNames): Listener[] {
  return together(channelsFor(audience, kind, ref, stage), wishing(audience, kind));
}

/** Who has a card: whoever hears of progress, and once it is over whoever wants results. */
export function cardHolders(audience: Audience, { ref, endedAt }: Progress): Listener[] {
  const results = endedAt === undefined ? [] : wishing(audience, 'results');
  return together(channelsFor(audience, 'progress', ref), [...wishing(audience, 'progress'), ...results]);
}

/** Every channel in which anything of a pipeline is told. */
export function allListeners(audience: Audience, ref: PipelineRef): Listener[] {
  const routed = audience.routes.filter(
    (route) => coversPipeline(route, ref) && route.send.some((kind) => kind !== 'subscribed'),
  );
  return together(
    routed.map(({ channel }) => channel),
    (audience.asked ?? []).map(({ channel }) => channel),
  );
}

function wishing({ asked = [] }: Audience, wish: Wish): ChannelId[] {
  return asked.flatMap(({ channel, wishes }) => (wishes.includes(wish) ? [channel] : []));
}

function together(routed: readonly ChannelId[], asked: readonly ChannelId[]): Listener[] {
  const more = [...new Set(asked)].filter((channel) => !routed.includes(channel));
  return [
    ...[...new Set(routed)].map((channel) => ({ channel, onRequest: false })),
    ...more.map((channel) => ({ channel, onRequest: true })),
  ];
}
