import { type Audience, allListeners, cardHolders, HEADLINE, type Listener, listenersTo } from './audience.ts';
import type { DeedLine, Uncarded } from './execution.ts';
import { hasEnded } from './execution-event.ts';
import type { Recovery } from './failure-details.ts';
import type { FreezeNotice } from './freeze-notice.ts';
import { ChannelId, type PipelineRef, type RunKey } from './ids.ts';
import type { Note } from './note.ts';
import type { Priority } from './pace.ts';
import { elsewhere, mayShow, type StageNames } from './policy.ts';
import type { ApprovalProgress, FailureProgress, Progress, QuestionProgress } from './progress.ts';
import { isAsked, type Reminder } from './reminders.ts';
import { type Watched, watchedMoments } from './watched.ts';

/** What a message is about; with the channel it names the one place where that message is kept. */
export type MessageSubject =
  | { readonly kind: 'card' }
  | { readonly kind: 'approval'; readonly run: RunKey | undefined; readonly stage: string; readonly action: string }
  | { readonly kind: 'reminder'; readonly run: RunKey; readonly reminder: Reminder }
  | { readonly kind: 'question'; readonly run: RunKey }
  | { readonly kind: 'note'; readonly note: Note }
  | { readonly kind: 'failure'; readonly stage: string; readonly begun: string }
  /** tells those whose change it is, where the failure had been told before anybody knew them */
  | { readonly kind: 'concerned'; readonly stage: string; readonly begun: string }
  | { readonly kind: 'recovery'; readonly stage: string }
  | { readonly kind: 'deed'; readonly line: DeedLine }
  /** one line to somebody who watches the pipeline */
  | { readonly kind: 'watched'; readonly moment: Watched }
  | { readonly kind: 'flood'; readonly uncarded: readonly Uncarded[] }
  | { readonly kind: 'notice'; readonly notice: FreezeNotice };

export interface WantedMessage {
  readonly slot: string;
  readonly channel: ChannelId;
  readonly subject: MessageSubject;
  /** a failure or a waiting approval is drawn at once; progress may wait up to a second to be drawn together */
  readonly urgent: boolean;
  /** its first post waits a moment for what is being looked up */
  readonly waits?: true;
  readonly priority: Priority;
  /** posted as a reply to the card of the same channel, when there is one */
  readonly inThread: boolean;
  /** the slot of the message that it is a reply to, where that is not the card */
  readonly replyTo?: string;
  /** the reply is also shown in the channel */
  readonly broadcast: boolean;
  /** only because somebody asked for it: whether it still may be posted there is asked when it is */
  readonly onRequest?: true;
}

/** `card@C0…` · `approval:Prod/Go-ahead:0123456789abcdef@C0…` · `reminder:0123456789abcdef:3600000@C0…` · `failure:Build#@C0…` ·
 * `question:0123456789abcdef@C0…` · `flood@C0…` · `freeze:began:@C0…` · `watched:failed:Build#@D0…` */
export function slotName(subject: MessageSubject, channel: ChannelId): string {
  switch (subject.kind) {
    case 'card':
      return `card@${channel}`;
    case 'approval':
      return `approval:${subject.stage}/${subject.action}:${subject.run ?? ''}@${channel}`;
    case 'reminder':
      return `reminder:${subject.run}:${subject.reminder.afterMs}@${channel}`;
    case 'note':
      return `note:${subject.note.run}@${channel}`;
    case 'question':
      return `question:${subject.run}@${channel}`;
    case 'failure':
      return `failure:${subject.stage}#${subject.begun}@${channel}`;
    case 'concerned':
      return `concerned:${subject.stage}#${subject.begun}@${channel}`;
    case 'recovery':
      return `recovery:${subject.stage}@${channel}`;
    case 'deed':
      return `deed:${subject.line.operationId}@${channel}`;
    case 'watched':
      return `watched:${subject.moment.what}:${subject.moment.key}@${channel}`;
    case 'flood':
      return `flood@${channel}`;
    case 'notice':
      return `freeze:${subject.notice.what}:${subject.notice.key}@${channel}`;
  }
}

/** All messages about one failure, in every channel, begin so. */
export function failureSlots({ stage, begun }: { readonly stage: string; readonly begun: string }): string {
  return `failure:${stage}#${begun}@`;
}

/** What a flood did to an execution and to those that came with it. */
export interface Flood {
  /** channels that had no room for its card */
  readonly withoutCard: ReadonlySet<ChannelId>;
  /** executions of which this one's item keeps the digest */
  readonly uncarded: readonly Uncarded[];
}
const NO_FLOOD: Flood = { withoutCard: new Set(), uncarded: [] };

/** The messages that should exist about an execution, in the order in which they are to be drawn.
 *
 * Where there is no card, failures and what people did stand in the channel itself. Who hears of it no more goes on having what was
 * posted drawn, so that it stays true.
 * @param lines what people did, told in the card's thread
 * @param posted slots that have been posted: they go on being drawn, so that their buttons go when their time is over
 * @param early slots of failures that were told before anybody knew whose change it is */
export function planMessages(
  progress: Progress,
  lines: readonly DeedLine[],
  audience: Audience,
  posted: ReadonlySet<string>,
  { withoutCard, uncarded }: Flood = NO_FLOOD,
  early: ReadonlySet<string> = new Set(),
): WantedMessage[] {
  const { ref } = progress;
  const over = progress.endedAt !== undefined;
  const formerly = channelsOf(posted);
  const red = progress.failures.some(({ current }) => current);
  const cards = placesOf(cardHolders(audience, progress), formerly)
    .filter(({ channel, hears }) => !withoutCard.has(channel) && (hears || posted.has(slotName(CARD, channel))))
    .map((place) => {
      const card = message(CARD, place, { urgent: false, priority: over ? 2 : 3 });
      // The failure's reply waits for its card.
      return red && !posted.has(card.slot) ? { ...card, priority: 1 as const } : card;
    });
  const withCard = new Set(cards.map(({ channel }) => channel));
  const wanted = [
    // One that was superseded before anybody saw it is shown only where it has a deed to tell.
    ...cards.filter(({ slot }) => progress.state !== 'superseded' || posted.has(slot) || lines.length > 0),
    ...progress.approvals.flatMap((approval) => approvalMessages(approval, progress, audience, formerly)),
    ...progress.questions.flatMap(questionMessages),
    ...progress.notes.flatMap((note) =>
      note.value.channels.map((channel) =>
        message({ kind: 'note', note }, routed(channel), { urgent: true, priority: 2 }),
      ),
    ),
    ...progress.failures.flatMap((failure) =>
      failureMessages(failure, progress, audience, { formerly, withCard, posted, early }),
    ),
    ...(progress.recoveries ?? []).flatMap((recovery) => recoveryMessages(recovery, progress, audience, withCard)),
    ...takenBack(posted, progress, withCard),
    ...lines.flatMap((line) =>
      (isLoud(line) ? allListeners(audience, ref) : listenersTo(audience, 'progress', ref)).map((listener) =>
        deedMessage(line, listener, withCard),
      ),
    ),
    ...(audience.watchers ?? []).flatMap((channel) => watchedMessages(progress, channel)),
    ...floodMessages(uncarded),
  ];
  const isShown = ({ subject, channel }: WantedMessage) =>
    mayShow(audience, ref, channel, HEADLINE) ||
    (audience.watchers?.includes(channel) ?? false) ||
    (subject.kind === 'question' && isDirect(channel));
  return (
    wanted
      .filter(({ slot, urgent, subject }) => isAlwaysWanted(subject) || urgent || posted.has(slot))
      // Whatever it was wanted for: nothing new stands where the policy does not show the pipeline.
      .filter((message) => posted.has(message.slot) || isShown(message))
      .toSorted((a, b) => drawOrder(a) - drawOrder(b))
  );
}

const CARD = { kind: 'card' } as const;

/** A channel that hears of something, or that has heard of the execution before. */
interface Site extends Listener {
  readonly hears: boolean;
}

function placesOf(listeners: readonly Listener[], formerly: readonly ChannelId[]): Site[] {
  const others = formerly.filter((channel) => !listeners.some((one) => one.channel === channel));
  return [
    ...listeners.map((listener) => ({ ...listener, hears: true })),
    ...others.map((channel) => ({ channel, onRequest: false, hears: false })),
  ];
}

/** Names of stages may have an `@` in them, a channel's id has none. */
function channelsOf(slots: ReadonlySet<string>): ChannelId[] {
  return [...new Set([...slots].map((slot) => ChannelId(slot.slice(slot.lastIndexOf('@') + 1))))];
}

function isAlwaysWanted({ kind }: MessageSubject): boolean {
  return kind === 'card' || kind === 'flood';
}

function deedMessage(line: DeedLine, listener: Listener, withCard: ReadonlySet<ChannelId>): WantedMessage {
  const inThread = withCard.has(listener.channel);
  return {
    ...message({ kind: 'deed', line }, listener, { urgent: true, priority: 1 }),
    inThread,
    broadcast: isLoud(line) && inThread,
  };
}

/** What somebody who watches is told: a line each, and no card. */
function watchedMessages(progress: Progress, channel: ChannelId): WantedMessage[] {
  return watchedMoments(progress).map(({ moment, news, priority }) =>
    message({ kind: 'watched', moment }, { channel, onRequest: true }, { urgent: news, priority }),
  );
}

/** Whoever goes past the rule is heard in every channel of the pipeline. */
function isLoud({ deed }: DeedLine): boolean {
  return deed.kind === 'approve' && deed.breakGlass !== undefined;
}

/** One for each channel that was flooded; it may wait a moment, so that many executions change it once. */
function floodMessages(all: readonly Uncarded[]): WantedMessage[] {
  return [...new Set(all.map(({ channel }) => channel))].map((channel) => {
    const uncarded = all.filter((one) => one.channel === channel);
    return message({ kind: 'flood', uncarded }, routed(channel), { urgent: false, priority: 2 });
  });
}

/** What stands in a channel of its own accord, about no execution: what is told of a freeze, and deeds that change what a channel
 * hears. Each is posted once. */
export function planNotices(notices: readonly FreezeNotice[], lines: readonly DeedLine[]): WantedMessage[] {
  const told = { urgent: true, priority: 1 } as const;
  return [
    ...notices.map((notice) => message({ kind: 'notice', notice }, routed(notice.channel), told)),
    ...lines.flatMap((line) => (line.tellIn ? message({ kind: 'deed', line }, routed(line.tellIn), told) : [])),
  ];
}

/** A card comes before the replies in its thread; otherwise by priority. */
function drawOrder(wanted: WantedMessage): number {
  return wanted.inThread ? 10 + wanted.priority : wanted.priority;
}

/** The names under which rules and routes may speak of an approval. */
export function namesOf({ stage, gates }: Pick<ApprovalProgress | QuestionProgress, 'stage' | 'gates'>): StageNames {
  return gates === undefined || gates === stage ? [stage] : [stage, gates];
}

function approvalMessages(
  approval: ApprovalProgress,
  progress: Progress,
  audience: Audience,
  formerly: readonly ChannelId[],
): WantedMessage[] {
  const { stage, name: action, runKey: run } = approval;
  const waits = approval.state === 'waiting' && !approval.replaced;
  const listeners = listenersTo(audience, 'approvals', progress.ref, namesOf(approval));
  return placesOf(listeners, formerly).flatMap((place) => {
    const asking = message({ kind: 'approval', run, stage, action }, place, {
      urgent: waits && place.hears,
      priority: waits ? 0 : 2,
    });
    return [asking, ...reminderMessages(approval, progress, audience, asking)];
  });
}

/** Direct messages of somebody who may see the pipeline: that was looked at when the question was settled. */
function isDirect(channel: ChannelId): boolean {
  return channel.startsWith('D');
}

/** Where a question is asked was settled with it; what was told there goes on being drawn until it is over. */
function questionMessages({ runKey: run, question, state, replaced }: QuestionProgress): WantedMessage[] {
  const waits = !replaced && !hasEnded(state);
  return question.channels.map((channel) =>
    message({ kind: 'question', run }, routed(channel), { urgent: waits, priority: waits ? 0 : 2 }),
  );
}

/** Where an approval reminds: only where people may answer. */
export function channelsToRemind(audience: Audience, ref: PipelineRef, approval: ApprovalProgress): ChannelId[] {
  const names = namesOf(approval);
  const listeners = listenersTo(audience, 'approvals', ref, names).map(({ channel }) => channel);
  return listeners.filter((channel) => !elsewhere(audience, ref, names, channel));
}

/** None that was not told before once somebody has answered. */
function reminderMessages(
  approval: ApprovalProgress,
  { ref }: Progress,
  audience: Audience,
  { channel, slot: replyTo }: WantedMessage,
): WantedMessage[] {
  const { runKey: run, reminders = [] } = approval;
  if (run === undefined || reminders.length === 0 || !channelsToRemind(audience, ref, approval).includes(channel))
    return [];
  return reminders.map((reminder) => ({
    ...message({ kind: 'reminder', run, reminder }, routed(channel), { urgent: isAsked(approval), priority: 1 }),
    inThread: true,
    replyTo,
  }));
}

/** What is known of the channels when failures are planned. */
interface Channels {
  readonly formerly: readonly ChannelId[];
  readonly withCard: ReadonlySet<ChannelId>;
  readonly posted: ReadonlySet<string>;
  readonly early: ReadonlySet<string>;
}

function failureMessages(
  failure: FailureProgress,
  progress: Progress,
  audience: Audience,
  { formerly, withCard, posted, early }: Channels,
): WantedMessage[] {
  const { stage, attempt, begun, current, explained, background } = failure;
  const first = attempt === 1 && (background?.nth ?? 1) === 1;
  return placesOf(listenersTo(audience, 'failures', progress.ref, [stage]), formerly).flatMap((place) => {
    const urgent = current && place.hears;
    const told = message({ kind: 'failure', stage, begun }, place, { urgent, priority: 1 });
    const inThread = withCard.has(place.channel);
    const waits = urgent && !explained && !posted.has(told.slot);
    const failed: WantedMessage = { ...told, inThread, broadcast: inThread && first, ...(waits ? { waits } : {}) };
    if (!early.has(told.slot) || !mentions(failure)) return [failed];
    const line = message({ kind: 'concerned', stage, begun }, place, { urgent, priority: 1 });
    return [failed, { ...line, inThread: true, ...(inThread ? {} : { replyTo: told.slot }) }];
  });
}

function mentions({ background }: FailureProgress): boolean {
  return background?.people.some(({ user }) => user !== undefined) ?? false;
}

function recoveryMessages(
  { stage }: Recovery,
  { ref }: Progress,
  audience: Audience,
  withCard: ReadonlySet<ChannelId>,
): WantedMessage[] {
  return listenersTo(audience, 'failures', ref, [stage]).map((listener) => {
    const inThread = withCard.has(listener.channel);
    const told = message({ kind: 'recovery', stage }, listener, { urgent: true, priority: 1 });
    return { ...told, inThread, broadcast: inThread };
  });
}

/** Failures that were told and that later events took back: they go on being drawn, so that their buttons go. */
function takenBack(
  posted: ReadonlySet<string>,
  { failures }: Progress,
  withCard: ReadonlySet<ChannelId>,
): WantedMessage[] {
  return [...posted].flatMap((slot) => {
    const [, stage, begun, channel] = FAILURE_SLOT.exec(slot) ?? [];
    if (stage === undefined || begun === undefined || channel === undefined) return [];
    if (failures.some((failure) => failure.stage === stage && failure.begun === begun)) return [];
    const place = ChannelId(channel);
    const taken = message({ kind: 'failure', stage, begun }, routed(place), { urgent: false, priority: 1 });
    return { ...taken, inThread: withCard.has(place) };
  });
}

/** As `slotName` writes it; names of stages may have an `@` in them, the rest has none. */
const FAILURE_SLOT = /^failure:(.+)#([^#@]*)@([^@]+)$/;

function routed(channel: ChannelId): Listener {
  return { channel, onRequest: false };
}

function message(
  subject: MessageSubject,
  { channel, onRequest }: Listener,
  rest: Pick<WantedMessage, 'urgent' | 'priority'>,
): WantedMessage {
  const asked = onRequest ? { onRequest } : {};
  return { slot: slotName(subject, channel), channel, subject, inThread: false, broadcast: false, ...asked, ...rest };
}
