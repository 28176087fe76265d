import type { AuditRecord } from '../domain/audit.ts';
import type { ParsedCommand, Sentence } from '../domain/command.ts';
import type { ClosedWay, Decision, DeedLine, Execution, Uncarded } from '../domain/execution.ts';
import type { ExecutionEvent, Fact } from '../domain/execution-event.ts';
import type { OpenForm } from '../domain/form.ts';
import type { FreezeBook, FreezeOrder, Lift } from '../domain/freeze.ts';
import type { FrozenWay } from '../domain/frozen-way.ts';
import type { Person } from '../domain/identity.ts';
import type {
  ChannelId,
  ExecutionId,
  ExecutionRef,
  MessageTs,
  OperationId,
  PipelineRef,
  RunKey,
  UserGroupId,
  UserId,
} from '../domain/ids.ts';
import type { LiveJob } from '../domain/job.ts';
import type { LastGood } from '../domain/last-good.ts';
import type { Looker } from '../domain/looker.ts';
import type { MessageSubject } from '../domain/message-plan.ts';
import type { Deed, Operation, OperationRequest, Origin, Outcome, Refusal } from '../domain/operation.ts';
import type { Bucket, Line, Waiting } from '../domain/pace.ts';
import type { ApproveGrant, Team } from '../domain/policy.ts';
import type { Progress } from '../domain/progress.ts';
import type { BookEntry, SubscriptionBook } from '../domain/subscriptions.ts';
import type { Vote } from '../domain/votes.ts';
import type { Answer, PipelineLine } from './answer.ts';
import type { Form } from './forms/form.ts';
import type { Home } from './home.ts';

/** Time, waiting, ids and randomness come from here, so that a simulator can own them. */
export interface World {
  /** epoch milliseconds */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** a fresh id, never the same twice */
  newId(): string;
  /** milliseconds until this invocation is killed */
  timeLeft(): number;
}

// ── state ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** One message as the store remembers it. */
export interface KeptMessage {
  /** name-based UUID; travels in the message's metadata, so that a lost answer can be found again */
  readonly id: string;
  /** ISO; when it was first intended */
  readonly at: string;
  readonly ts?: MessageTs;
  /** digest of what Slack shows, when that is known for certain */
  readonly shown?: string;
  /** who may draw it now, and until when (epoch ms) */
  readonly owner?: string;
  readonly leaseUntil?: number;
  /** until then (epoch ms) the owner makes no call, so that something urgent may take over */
  readonly quietUntil?: number;
  /** not before then (epoch ms): Slack said so, or an outcome is unknown */
  readonly notBefore?: number;
  /** at this time (epoch ms) look once for a twin and delete the younger one */
  readonly twinCheckAt?: number;
  /** digest of a drawing that Slack refuses for what is in it; the next drawing may be taken */
  readonly refused?: string;
  /** a failure that was told before anybody knew whose change it is: they are told in a line of their own */
  readonly early?: true;
  /** Slack's error that ends all attempts: `channel_not_found` … */
  readonly dead?: string;
  /** a card that its channel had no room for: the digest tells of it, and it is posted once somebody asks */
  readonly onDemand?: 'unasked' | 'asked';
}

export interface StoredExecution {
  readonly execution: Execution;
  /** counts every change of what messages show */
  readonly version: number;
  readonly messages: Readonly<Record<string, KeptMessage>>;
  /** epoch ms; when somebody has to look at it again */
  readonly dueAt?: number;
  /** epoch ms; when anything about it was last taken in */
  readonly changedAt: number;
  /** epoch ms; when the first event was taken in that no comparison with CodePipeline has confirmed yet */
  readonly unreadSince?: number;
  /** epoch ms; when it was last compared with CodePipeline */
  readonly readAt?: number;
  /** CodePipeline knows it no more: the card stays, nobody asks again */
  readonly gone?: true;
}

export interface Claim {
  readonly slot: string;
  /** nobody has intended this message yet, as far as the caller has read */
  readonly fresh: boolean;
  readonly id: string;
  readonly owner: string;
  readonly now: number;
  readonly leaseUntil: number;
  readonly quietUntil?: number;
  /** may take a lease over in its quiet time */
  readonly urgent: boolean;
  readonly dueAt: number;
}

/** What a delivery changes of a kept message; `undefined` removes. */
export type MessageResult = {
  readonly [K in 'ts' | 'shown' | 'notBefore' | 'twinCheckAt' | 'refused' | 'early' | 'dead' | 'onDemand']?:
    | KeptMessage[K]
    | undefined;
};

export interface Release {
  readonly slot: string;
  readonly owner: string;
  /** the version that was drawn; when it has moved on, nothing is written and the owner draws again. `undefined`: let go in any case */
  readonly drawn: number | undefined;
  /** merged into the kept message; the lease goes in any case */
  readonly result: MessageResult;
  /** epoch ms; undefined: nobody needs to look again */
  readonly dueAt: number | undefined;
}

/** One item per execution; one conditional write per change, nothing read before it. */
export interface Executions {
  /** @param dueAt when somebody has to look at it, unless somebody has to earlier or later already: who draws it sets that right
   * @returns the execution as it is after the event; `changed` is false for repeats and latecomers */
  observe(event: ExecutionEvent, dueAt: number): Promise<{ changed: boolean; stored: StoredExecution }>;
  /** A consistent read. */
  get(ref: ExecutionRef): Promise<StoredExecution | undefined>;
  /** @returns undefined when somebody else holds the lease */
  claim(ref: ExecutionRef, claim: Claim): Promise<StoredExecution | undefined>;
  /** @returns `moved`: a newer version came meanwhile, the lease is still held; `lost`: the lease was taken over */
  release(ref: ExecutionRef, release: Release): Promise<'released' | 'moved' | 'lost'>;
  /** Writes what one person says to a run, in place of what they said before, unless the run is decided.
   * @returns the execution as it is then; its decision on the run, if there is one, came first */
  vote(ref: ExecutionRef, run: RunKey, vote: Vote): Promise<StoredExecution>;
  /** Sets the decision on a run unless there is one. @returns the decision that stands */
  decide(ref: ExecutionRef, run: RunKey, decision: Decision): Promise<{ stands: Decision; stored: StoredExecution }>;
  /** Writes how the decision ended, or removes it when CodePipeline was certainly not told (`outcome` undefined). */
  settleDecision(
    ref: ExecutionRef,
    run: RunKey,
    operationId: OperationId,
    outcome: Decision['outcome'],
  ): Promise<StoredExecution>;
  /** Writes who looks at something (`looker.ts` has the keys), unless that changed since it was seen.
   * @returns undefined when it did */
  look(ref: ExecutionRef, key: string, looker: Looker, seen: Looker | undefined): Promise<StoredExecution | undefined>;
  /** Takes back a decision that CodePipeline certainly refused, and with it the vote that decided: whoever gave it was told that nothing
   * was changed, so nothing may come of it later. */
  withdraw(ref: ExecutionRef, run: RunKey, decision: Decision): Promise<StoredExecution>;
  /** Adds the line that tells a deed, once; makes the item when no event of the execution has come yet. */
  addLine(ref: ExecutionRef, line: DeedLine): Promise<StoredExecution>;
  /** Notes the job that keeps the work of a run alive, in place of the one before it. */
  park(ref: ExecutionRef, run: RunKey, job: LiveJob): Promise<StoredExecution>;
  /** This job keeps nothing alive any more; whichever came after it stays. */
  unpark(ref: ExecutionRef, run: RunKey, jobId: string): Promise<void>;
  /** Adds what was read or fell due. It is no news of the execution: nobody compares it sooner for that. */
  addFacts(ref: ExecutionRef, facts: readonly Fact[]): Promise<StoredExecution>;
  /** Notes in the item that carries a channel's digest that this execution has no card there. */
  addUncarded(digest: ExecutionRef, uncarded: Uncarded): Promise<StoredExecution>;
  /** Somebody wants the card of this execution in this channel after all: in the digest, and in the execution's own item. */
  askForCard(digest: ExecutionRef, uncarded: Uncarded): Promise<void>;
  /** Executions that somebody has to look at by then, soonest first. */
  due(beforeMs: number, limit: number): Promise<ExecutionRef[]>;
  /** Moves the time at which somebody looks again, unless it was moved since it was read.
   * @returns false when it was: somebody else is at it */
  setDue(ref: ExecutionRef, dueAt: number | undefined, seenDueAt: number | undefined): Promise<boolean>;
  /** Notes that it was compared with CodePipeline just now, or that CodePipeline knows it no more.
   * @param closed the ways that are closed now, where that is not what was known */
  noteRead(ref: ExecutionRef, found: 'read' | 'gone', closed?: readonly ClosedWay[]): Promise<StoredExecution>;
}

/** An execution that shows a failure which can be retried. */
export interface Red {
  readonly execution: ExecutionRef;
  readonly stage: string;
  /** ISO; when it failed */
  readonly at: string;
}

/** Which failures are shown with a Retry, by pipeline. */
export interface Reds {
  note(red: Red): Promise<void>;
  of(pipeline: PipelineRef): Promise<Red[]>;
  forget(red: Red): Promise<void>;
  /** The first failure since the stage was green. A consistent read. @returns undefined when none was told */
  streak(pipeline: PipelineRef, stage: string): Promise<Red | undefined>;
  /** The stage is green again. A streak that began since then stays. */
  endStreak(first: Red): Promise<void>;
}

/** A failed attempt of a stage. */
export interface FailureRef {
  readonly execution: ExecutionRef;
  readonly stage: string;
  readonly begun: string;
}

/** Where somebody is asked to find out why something failed. */
export interface DetailsDesk {
  /** how long the first message about a failure waits for them, in ms */
  readonly waitMs: number;
  /** @returns false when nobody could be asked: then nothing is waited for */
  want(failure: FailureRef): Promise<boolean>;
}

/** What was good last in each stage, so that it is known what an execution would bring to it. */
export interface LastGoods {
  /** Keeps it, unless a later success is kept. */
  note(pipeline: PipelineRef, stage: string, good: LastGood): Promise<void>;
  /** A consistent read. @returns undefined when no success of the stage was ever seen */
  of(pipeline: PipelineRef, stage: string): Promise<LastGood | undefined>;
}

/** Claims of operations and of effects. */
export interface Claims {
  /** @returns `mine` also when this very operation claimed it before and its lease is over (a redelivery) */
  claimOperation(operation: OperationRequest, owner: string, leaseUntil: number): Promise<OperationClaim>;
  /** @returns the operation that has the effect: mine, or somebody else's */
  claimEffect(effect: string, operation: Operation, byName: string): Promise<{ mine: boolean; byName: string }>;
  effectHolder(effect: string): Promise<OperationId | undefined>;
  /** Only when the effect certainly did not happen: somebody may try again. */
  releaseEffect(effect: string, operationId: OperationId): Promise<void>;
  /** Writes the outcome: from here on the deed is never tried again, only told. */
  finishOperation(operationId: OperationId, outcome: Outcome): Promise<void>;
  /** Keeps what typed words led to: after the deed the same words may lead elsewhere. */
  rememberDeed(operationId: OperationId, deed: Deed): Promise<void>;
  /** The person knows: a later delivery has nothing left to do. */
  toldOperation(operationId: OperationId): Promise<void>;
}

export type OperationClaim =
  | { readonly kind: 'fresh' }
  /** an earlier delivery of the same operation died on the way: look at the world before acting again */
  | { readonly kind: 'resumed'; readonly deed?: Deed /** 2 for the first redelivery */; readonly delivery: number }
  | { readonly kind: 'busy' }
  /** done, but the delivery died before the outcome was told */
  | { readonly kind: 'untold'; readonly outcome: Outcome; readonly deed?: Deed }
  | { readonly kind: 'finished' };

/** How fast Slack may be written to, and who waits for it. */
export interface PaceStore {
  get(bucket: string): Promise<Line | undefined>;
  /** @param served leaves the line in the same write
   * @returns false when somebody else changed the bucket since `seen` */
  put(bucket: string, next: Bucket, seen: Bucket | undefined, served?: string): Promise<boolean>;
  /** Stands in line; those that are forgotten go. @returns the line as it is now */
  wait(bucket: string, message: Waiting, forgotten: readonly string[]): Promise<readonly Waiting[]>;
  leave(bucket: string, id: string): Promise<void>;
  /** The execution whose item carries the digest of a flood that goes on.
   * @param candidate does so when there is none, or when the one there was began before `since` (epoch ms) or is full
   * @param full the one that takes no more
   */
  digestOf(bucket: string, candidate: ExecutionRef, since: number, full?: ExecutionRef): Promise<ExecutionRef>;
}

// ── Slack ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A drawn message; only the slack room looks inside. */
export interface Drawing {
  /** what a lock screen shows and a screen reader hears */
  readonly text: string;
  readonly blocks: readonly object[];
}

export interface DrawContext {
  readonly progress: Progress;
  readonly decisions: Execution['decisions'];
  readonly votes: Execution['votes'];
  readonly lookers: Execution['lookers'];
  /** what decides the approval that is drawn; absent for other messages, and where no rule lets anybody approve */
  readonly terms?: DrawnTerms;
  /** false in a channel where nobody may act */
  readonly actIn: boolean;
  /** lines of logs may be shown in this channel */
  readonly excerpts: boolean;
}

/** The rule of an approval as its message tells it. */
export interface DrawnTerms {
  readonly grant: ApproveGrant;
  /** those who can decide; none stands for everybody */
  readonly teams: readonly Team[];
}

export type SendResult =
  | { readonly kind: 'sent'; readonly ts: MessageTs }
  | { readonly kind: 'not_now'; readonly retryAfterMs: number }
  /** Slack will never take it: `channel_not_found`, `is_archived`, `message_not_found` … */
  | { readonly kind: 'permanent'; readonly error: string }
  /** Slack does not take this drawing: `invalid_blocks`, `msg_too_long` … */
  | { readonly kind: 'refused'; readonly error: string }
  /** the answer was lost, it may have been posted */
  | { readonly kind: 'unknown' };

export interface Messenger {
  /** Pure: the same subject and context give the same drawing. */
  draw(subject: MessageSubject, context: DrawContext): Drawing;
  post(message: {
    channel: ChannelId;
    key: string;
    drawing: Drawing;
    threadTs?: MessageTs;
    broadcast?: boolean;
    about?: ExecutionRef;
  }): Promise<SendResult>;
  /** @param message.about the one execution that it is about, so that a shortcut on it knows */
  update(message: {
    channel: ChannelId;
    ts: MessageTs;
    key: string;
    drawing: Drawing;
    about?: ExecutionRef;
  }): Promise<SendResult>;
  /** Messages of ours with this key, oldest first. @returns undefined when Slack does not let us look */
  find(search: {
    channel: ChannelId;
    key: string;
    since: string;
    threadTs?: MessageTs;
  }): Promise<MessageTs[] | undefined>;
  remove(channel: ChannelId, ts: MessageTs): Promise<void>;
}

/** What messages of ours are about. */
export interface MessageSubjects {
  /** @returns undefined for any other message; `unreadable` when Slack does not let us look */
  of(channel: ChannelId, ts: MessageTs): Promise<ExecutionRef | 'unreadable' | undefined>;
}

/** What is told beneath somebody's message of a link in it. */
export type LinkPreview =
  | { readonly url: string; readonly line: PipelineLine }
  | { readonly url: string; readonly progress: Progress; readonly execution: Execution };

export interface LinkPreviews {
  /** Best effort: a preview that Slack does not take is logged. */
  show(
    at: { readonly channel: ChannelId; readonly messageTs: MessageTs },
    previews: readonly LinkPreview[],
  ): Promise<void>;
}

/** Private answers, by the first way that works: a modal that stays open for it, response_url, ephemeral message, direct message. */
export interface Answers {
  /** @param to.sentence of a question: a long answer is then shown in pages */
  answer(
    to: { user: UserId; origin: Origin; operationId: OperationId; sentence?: Sentence },
    answer: Answer,
  ): Promise<void>;
}

/** Forms that were opened empty. */
export interface Forms {
  /** Puts something into a form. Whoever has closed it meanwhile, or has been answered already, is left alone.
   * @throws when Slack does not take it now: the delivery is repeated */
  fill(view: OpenForm, form: Form, to: { readonly origin: Origin; readonly operationId: OperationId }): Promise<void>;
}

/** What there is to choose from: as old as the last pass over all pipelines, for lists that load while somebody types. */
export interface KeptCatalogue {
  pipelines(): Promise<readonly PipelineRef[]>;
  parts(of: PipelineRef): Promise<PipelineParts>;
}

/** The other side of it: who passes over all pipelines. */
export interface CatalogueKeeper {
  /** Makes it what was listed just now. Where nothing was listed, because nobody could look perhaps, lines go only with their age. */
  keep(listed: readonly PipelineRef[]): Promise<void>;
  keepParts(of: PipelineRef, parts: PipelineParts): Promise<void>;
}

export interface PipelineParts {
  /** in order */
  readonly stages: readonly string[];
  /** newest first */
  readonly executions: readonly KeptExecution[];
}

export interface KeptExecution {
  readonly executionId: ExecutionId;
  /** in CodePipeline's word */
  readonly status: string;
  /** ISO */
  readonly startedAt?: string;
  /** what it brought, in the words of its newest revision */
  readonly summary?: string;
}

/** The Home tab of the app, one for each person. */
export interface HomeTab {
  /** The same model gives the same drawing. */
  draw(home: Home | { readonly refusal: Refusal }): Promise<HomeDrawing>;
  /** @returns false when Slack did not take it */
  publish(user: UserId, drawing: HomeDrawing): Promise<boolean>;
}

/** A drawn Home tab; only the slack room looks inside. */
export type HomeDrawing = readonly object[];

/** Whose Home tab was opened lately, and what it shows. */
export interface Viewers {
  opened(user: UserId, what: Pick<Viewer, 'shown' | 'mark'>): Promise<void>;
  redrawn(user: UserId, what: Pick<Viewer, 'shown' | 'mark'>): Promise<void>;
  /** Those who opened theirs after this (epoch ms), the last ones first. */
  since(ms: number): Promise<readonly Viewer[]>;
}

export interface Viewer {
  readonly user: UserId;
  /** digest of what is shown */
  readonly shown: string;
  /** of what it was drawn from */
  readonly mark: string;
}

export interface People {
  /** Fresh from Slack. @returns undefined when there is no such person; throws when Slack cannot be asked */
  find(user: UserId): Promise<Person | undefined>;
  /** Who is in a user group, as Slack said at most a minute ago. Nobody of them is judged yet: a group may hold guests and people
   * who left.
   * @returns `unreadable` when Slack cannot be asked, knows no such group or has it disabled: then nobody counts as a member */
  members(group: UserGroupId): Promise<ReadonlySet<UserId> | 'unreadable'>;
  /** Who has this e-mail address, as Slack said at most five minutes ago.
   * @returns undefined when nobody of the workspace has it; throws when Slack cannot be asked */
  byEmail(email: string): Promise<UserId | undefined>;
  /** Where somebody can be written to directly. @returns undefined when there is no such person */
  directChannel(user: UserId): Promise<ChannelId | undefined>;
}

/** What must not ship now: kept in two items, what people ordered and what was done about it. What the policy orders is not in here. */
export interface Freezes {
  /** A consistent read. */
  read(): Promise<FreezeLog>;
  /** Keeps an order, once. */
  order(order: FreezeOrder): Promise<void>;
  /** Keeps what was lifted, once. */
  lift(lift: Lift): Promise<void>;
  /** Notes that the channels have been told. */
  told(notice: string): Promise<void>;
  /** What nobody asks for any more. */
  forget(old: {
    readonly orders: readonly string[];
    readonly lifts: readonly string[];
    readonly told: readonly string[];
  }): Promise<void>;
  /** The ways that were closed for freezes. A consistent read. */
  ways(): Promise<readonly FrozenWay[]>;
  /** Writes how a way stands, or forgets it, unless somebody else changed it since it was read.
   * @returns false when somebody did */
  setWay(
    at: PipelineRef & { readonly stage: string },
    next: FrozenWay | undefined,
    seen: FrozenWay | undefined,
  ): Promise<boolean>;
}

export interface FreezeLog extends FreezeBook {
  /** what the channels have been told: `<id>|<what>` */
  readonly told: ReadonlySet<string>;
}

/** What people and tags asked to hear beside the routes of the policy: one item, small enough to be read as a whole. */
export interface Subscriptions {
  /** A consistent read. */
  read(): Promise<SubscriptionBook>;
  /** Writes an entry, or takes it away, unless somebody else changed it since it was seen.
   * @param key as `entryKey` has it
   * @returns false when somebody did */
  set(key: string, next: BookEntry | undefined, seen: BookEntry | undefined): Promise<boolean>;
}

export interface Commands {
  parse(text: string): ParsedCommand;
  /** The sentence with the name of a pipeline where one was left out.
   * @returns undefined when its word takes none there, or it still cannot be understood */
  withPipeline(text: string, pipeline: string): string | undefined;
  /** The name that was probably meant. @returns undefined when none is near */
  nearest(typed: string, names: readonly string[]): string | undefined;
}

// ── the bus and the log ───────────────────────────────────────────────────────────────────────────────────────────

export interface OperationQueue {
  /** @throws when the bus did not take it */
  request(request: OperationRequest): Promise<void>;
}

/** What nobody could deliver or carry out, from every asynchronous hop. */
export interface DeadLetters {
  /** Some of them, out of sight of others for a sweep's time. */
  take(): Promise<readonly DeadLetter[]>;
  done(letter: DeadLetter): Promise<void>;
  /** Puts it back. */
  leave(letter: DeadLetter): Promise<void>;
}

export type DeadLetter = LetterContents & { /** for this time that it was taken */ readonly handle: string };

export type LetterContents =
  | { readonly kind: 'request'; readonly request: OperationRequest }
  /** an event of CodePipeline, or a minute's sweep: the next sweep makes it good. Or a question of the doctor, who waits no more */
  | { readonly kind: 'made_good' }
  /** of no form that is known here, or not sealed here */
  | { readonly kind: 'other' };

/** Who did what, and who was refused: kept in the table, and on the bus for the copy that nobody here can change. */
export interface AuditLog {
  /** Writes a record down, unless the same operation's record of the same phase is there already.
   * @returns the one that stands: the first of them
   * @throws when it is not certain that table and bus took it */
  record(record: AuditRecord): Promise<AuditRecord>;
}

/** The audit as the table has it. */
export interface AuditArchive {
  /** Newest request first.
   * @param since ISO
   * @param atMost records
   * @param wanted which of them */
  read(since: string, atMost: number, wanted: (record: AuditRecord) => boolean): Promise<AuditPage>;
}

export interface AuditPage {
  readonly records: readonly AuditRecord[];
  /** there are older ones in this span */
  readonly more: boolean;
  /** so many have a form that this version does not know */
  readonly unreadable: number;
}

export interface Conversations {
  /** As Slack said at most a minute ago. @returns undefined when there is no such channel, or none that the app may see; throws when
   * Slack cannot be asked */
  find(channel: ChannelId): Promise<Conversation | undefined>;
  /** The direct messages between the app and somebody. @returns undefined when Slack opens none; throws when it cannot be asked */
  direct(user: UserId): Promise<ChannelId | undefined>;
}

export interface Conversation {
  /** with people of other workspaces, or Slack does not say that it is not */
  readonly shared: boolean;
  readonly archived: boolean;
  /** the app is in it */
  readonly joined: boolean;
}

/** Files for one person, in the direct messages with the app. */
export interface Files {
  /** @returns false when Slack did not take it */
  send(to: UserId, file: { readonly name: string; readonly content: string; readonly words: string }): Promise<boolean>;
}

export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}
