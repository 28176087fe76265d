import type { DeedLine, Uncarded } from './execution.ts';
import type { FreezeNotice } from './freeze-notice.ts';
import { ChannelId, type PipelineRef, type RunKey } from './ids.ts';
import type { Priority } from './pace.ts';
import { channelsFor, elsewhere, mayShow, type Policy, routedChannels, type StageNames } from './policy.ts';
import type { ApprovalProgress, FailureProgress, Progress } from './progress.ts';
import { isAsked, type Reminder } from './reminders.ts';

/** What a message is about; with the channel it names the one place where that message is kept. */
export type MessageSubject =
  | { readonly kind: 'card' }
  | { readonly kind: 'approval'; readonly run: RunKey | undefined; readonly stage: string; readonly action: string }
  | { readonly kind: 'reminder'; readonly run: RunKey; readonly reminder: Reminder }
  | { readonly kind: 'failure'; readonly stage: string; readonly begun: string }
  | { readonly kind: 'deed'; readonly line: DeedLine }
  | { readonly kind: 'flood'; readonly uncarded: readonly Uncarded[] }
  | { readonly kind: 'notice'; readonly notice: FreezeNotice };

export interface WantedMessage {
  readonly slot: string;
  readonly channel: ChannelId;
  readonly subject: MessageSubject;
  /** a failure or a waiting approval is drawn at once; progress may wait up to a second to be drawn together */
  readonly urgent: boolean;
  readonly priority: Priority;
  /** posted as a reply to the card of the same channel, when there is one */
  readonly inThread: boolean;
  /** the slot of the message that it is a reply to, where that is not the card */
  readonly replyTo?: string;
  /** the reply is also shown in the channel */
  readonly broadcast: boolean;
}

/** `card@C0…` · `approval:Prod/Go-ahead:0123456789abcdef@C0…` · `reminder:0123456789abcdef:3600000@C0…` · `failure:Build#@C0…` ·
 * `flood@C0…` · `freeze:began:@C0…` */
export function slotName(subject: MessageSubject, channel: ChannelId): string {
  switch (subject.kind) {
    case 'card':
      return `card@${channel}`;
    case 'approval':
      return `approval:${subject.stage}/${subject.action}:${subject.run ?? ''}@${channel}`;
    case 'reminder':
      return `reminder:${subject.run}:${subject.reminder.afterMs}@${channel}`;
    case 'failure':
      return `failure:${subject.stage}#${subject.begun}@${channel}`;
    case 'deed':
      return `deed:${subject.line.operationId}@${channel}`;
    case 'flood':
      return `flood@${channel}`;
    case 'notice':
      return `freeze:${subject.notice.what}:${subject.notice.key}@${channel}`;
  }
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
 * Where there is no card, failures and what people did stand in the channel itself.
 * @param lines what people did, told in the card's thread
 * @param posted slots that have been posted: they go on being drawn, so that their buttons go when their time is over */
export function planMessages(
  progress: Progress,
  lines: readonly DeedLine[],
  policy: Policy,
  posted: ReadonlySet<string>,
  { withoutCard, uncarded }: Flood = NO_FLOOD,
): WantedMessage[] {
  const over = progress.endedAt !== undefined;
  const channels = channelsFor(policy, 'progress', progress.ref);
  const red = progress.failures.some(({ current }) => current);
  const cards = channels
    .filter((channel) => !withoutCard.has(channel))
    .map((channel) => {
      const card = message({ kind: 'card' }, channel, { urgent: false, priority: over ? 2 : 3 });
      // The failure's reply waits for its card.
      return red && !posted.has(card.slot) ? { ...card, priority: 1 as const } : card;
    });
  const withCard = new Set(cards.map(({ channel }) => channel));
  const wanted = [
    // One that was superseded before anybody saw it is shown only where it has a deed to tell.
    ...cards.filter(({ slot }) => progress.state !== 'superseded' || posted.has(slot) || lines.length > 0),
    ...progress.approvals.flatMap((approval) => approvalMessages(approval, progress, policy)),
    ...progress.failures.flatMap((failure) => failureMessages(failure, progress, policy, withCard)),
    ...takenBack(posted, progress, withCard),
    ...lines.flatMap((line) =>
      (isLoud(line) ? routedChannels(policy, progress.ref) : channels).map((channel) =>
        deedMessage(line, channel, withCard),
      ),
    ),
    ...floodMessages(uncarded),
  ];
  return (
    wanted
      .filter(({ slot, urgent, subject }) => isAlwaysWanted(subject) || urgent || posted.has(slot))
      // Whatever it was wanted for: nothing new stands where the policy does not show the pipeline.
      .filter(({ slot, channel }) => posted.has(slot) || mayShow(policy, progress.ref, channel, HEADLINE))
      .toSorted((a, b) => drawOrder(a) - drawOrder(b))
  );
}

/** Routes name their channels: whoever wrote them knows who is in there. */
const HEADLINE = { shared: false, detail: 'headline' } as const;

function isAlwaysWanted({ kind }: MessageSubject): boolean {
  return kind === 'card' || kind === 'flood';
}

function deedMessage(line: DeedLine, channel: ChannelId, withCard: ReadonlySet<ChannelId>): WantedMessage {
  return {
    ...message({ kind: 'deed', line }, channel, { urgent: true, priority: 1 }),
    inThread: withCard.has(channel),
    broadcast: isLoud(line) && withCard.has(channel),
  };
}

/** Whoever goes past the rule is heard in every channel of the pipeline. */
function isLoud({ deed }: DeedLine): boolean {
  return deed.kind === 'approve' && deed.breakGlass !== undefined;
}

/** One for each channel that was flooded; it may wait a moment, so that many executions change it once. */
function floodMessages(all: readonly Uncarded[]): WantedMessage[] {
  return [...new Set(all.map(({ channel }) => channel))].map((channel) => {
    const uncarded = all.filter((one) => one.channel === channel);
    return message({ kind: 'flood', uncarded }, channel, { urgent: false, priority: 2 });
  });
}

/** What channels are told of a freeze: each its own message, posted once. */
export function planNotices(notices: readonly FreezeNotice[]): WantedMessage[] {
  return notices.map((notice) => message({ kind: 'notice', notice }, notice.channel, { urgent: true, priority: 1 }));
}

/** A card comes before the replies in its thread; otherwise by priority. */
function drawOrder(wanted: WantedMessage): number {
  return wanted.inThread ? 10 + wanted.priority : wanted.priority;
}

/** The names under which rules and routes may speak of an approval. */
export function namesOf({ stage, gates }: Pick<ApprovalProgress, 'stage' | 'gates'>): StageNames {
  return gates === undefined || gates === stage ? [stage] : [stage, gates];
}

function approvalMessages(approval: ApprovalProgress, progress: Progress, policy: Policy): WantedMessage[] {
  const { stage, name: action, runKey: run } = approval;
  const waits = approval.state === 'waiting' && !approval.replaced;
  return channelsFor(policy, 'approvals', progress.ref, namesOf(approval)).flatMap((channel) => {
    const asking = message({ kind: 'approval', run, stage, action }, channel, {
      urgent: waits,
      priority: waits ? 0 : 2,
    });
    return [asking, ...reminderMessages(approval, progress, policy, asking)];
  });
}

/** Where an approval reminds: only where people may answer. */
export function channelsToRemind(policy: Policy, ref: PipelineRef, approval: ApprovalProgress): ChannelId[] {
  const names = namesOf(approval);
  return channelsFor(policy, 'approvals', ref, names).filter((channel) => !elsewhere(policy, ref, names, channel));
}

/** None that was not told before once somebody has answered. */
function reminderMessages(
  approval: ApprovalProgress,
  { ref }: Progress,
  policy: Policy,
  { channel, slot: replyTo }: WantedMessage,
): WantedMessage[] {
  const { runKey: run, reminders = [] } = approval;
  if (run === undefined || reminders.length === 0 || !channelsToRemind(policy, ref, approval).includes(channel))
    return [];
  return reminders.map((reminder) => ({
    ...message({ kind: 'reminder', run, reminder }, channel, { urgent: isAsked(approval), priority: 1 }),
    inThread: true,
    replyTo,
  }));
}

function failureMessages(
  failure: FailureProgress,
  progress: Progress,
  policy: Policy,
  withCard: ReadonlySet<ChannelId>,
): WantedMessage[] {
  const { stage, attempt, begun, current } = failure;
  return channelsFor(policy, 'failures', progress.ref, [stage]).map((channel) => ({
    ...message({ kind: 'failure', stage, begun }, channel, { urgent: current, priority: 1 }),
    inThread: withCard.has(channel),
    broadcast: withCard.has(channel) && attempt === 1,
  }));
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
    const taken = message({ kind: 'failure', stage, begun }, place, { urgent: false, priority: 1 });
    return { ...taken, inThread: withCard.has(place) };
  });
}

/** As `slotName` writes it; names of stages may have an `@` in them, the rest has none. */
const FAILURE_SLOT = /^failure:(.+)#([^#@]*)@([^@]+)$/;

function message(
  subject: MessageSubject,
  channel: ChannelId,
  rest: Pick<WantedMessage, 'urgent' | 'priority'>,
): WantedMessage {
  return { slot: slotName(subject, channel), channel, subject, inThread: false, broadcast: false, ...rest };
}
