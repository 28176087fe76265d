import { type Audience, audienceOf } from '../domain/audience.ts';
import type { Execution } from '../domain/execution.ts';
import { carriesNotices, type FreezeNotice } from '../domain/freeze-notice.ts';
import { ChannelId, type MessageTs } from '../domain/ids.ts';
import { type MessageSubject, namesOf, planMessages, planNotices, type WantedMessage } from '../domain/message-plan.ts';
import { elsewhere, mayShow, type Policy, type StageNames } from '../domain/policy.ts';
import type { Progress } from '../domain/progress.ts';
import { narrowed, type Question } from '../domain/question.ts';
import { approvalRuling } from '../domain/rules.ts';
import { toProgress } from '../domain/to-progress.ts';
import { sha256 } from './digest.ts';
import type { KeepDeps } from './keep-deps.ts';
import type { DrawContext, Drawing, DrawnTerms, KeptMessage, StoredExecution } from './ports.ts';

/** The messages there should be, and what they follow from. */
export interface Planned {
  readonly progress: Progress;
  readonly audience: Audience;
  readonly plan: readonly WantedMessage[];
}

/** The messages there should be, from what is known now. */
export async function planFor(deps: KeepDeps, stored: StoredExecution): Promise<Planned> {
  const progress = await progressOf(deps, stored);
  const lines = Object.values(stored.execution.lines);
  if (carriesNotices(progress.ref))
    return { progress, audience: deps.policy, plan: planNotices(noticesOf(stored.execution), lines) };
  const audience = await audienceFor(deps, progress);
  const now = deps.now();
  const posted = new Set(
    Object.entries(stored.messages).flatMap(([slot, kept]) => (kept.ts || leftBehind(kept, now) ? slot : [])),
  );
  const flood = { withoutCard: withoutCard(stored), uncarded: Object.values(stored.execution.uncarded) };
  const early = new Set(Object.keys(stored.messages).filter((slot) => stored.messages[slot]?.early));
  return { progress, audience, plan: planMessages(progress, lines, audience, posted, flood, early) };
}

/** Who hears of an execution, by the policy and by what was asked for until a moment ago. */
export async function audienceFor(
  { policy, book }: Pick<KeepDeps, 'policy' | 'book'>,
  progress: Progress,
): Promise<Audience> {
  return audienceOf(policy, await book.recent(progress.startedAt), progress);
}

/** What is told of a freeze, of the item that carries it. */
export function noticesOf({ facts }: Execution): FreezeNotice[] {
  return Object.values(facts).filter((fact) => fact.kind === 'notice');
}

/** The channels in which a digest stands for its card. */
export function withoutCard({ messages }: StoredExecution): ReadonlySet<ChannelId> {
  const unasked = Object.keys(messages).filter((slot) => messages[slot]?.onDemand === 'unasked');
  return new Set(unasked.map((slot) => ChannelId(slot.slice(slot.indexOf('@') + 1))));
}

/** The execution as people see it, with its stages in declared order where CodePipeline tells. */
export async function progressOf(
  deps: Pick<KeepDeps, 'structures'>,
  { execution }: StoredExecution,
): Promise<Progress> {
  if (carriesNotices(execution.ref)) return toProgress(execution);
  return toProgress(execution, await deps.structures.structure(execution.ref, versionOf(execution)));
}

/** The version of the pipeline that an execution began with, as its events tell. */
export function versionOf({ facts }: Execution): number | undefined {
  return Object.values(facts).find((fact) => fact.kind === 'pipelineVersion')?.value;
}

export function drawingOf(deps: KeepDeps, wanted: WantedMessage, progress: Progress, stored: StoredExecution): Drawing {
  return deps.messenger.draw(wanted.subject, contextOf(deps.policy, wanted, progress, stored.execution));
}

/** All that a message is drawn from: what is known of its execution, and what the policy says of its channel and its approval. */
export function contextOf(
  policy: Policy,
  { subject, channel }: Pick<WantedMessage, 'subject' | 'channel'>,
  progress: Progress,
  { decisions, votes, lookers }: Pick<Execution, 'decisions' | 'votes' | 'lookers'>,
): DrawContext {
  const stage = stageNamesOf(subject, progress);
  const question = questionIn(subject, progress);
  const terms = subject.kind === 'approval' || question ? termsFor(policy, progress, stage, question) : undefined;
  const actIn = elsewhere(policy, progress.ref, stage, channel) === undefined;
  const excerpts = mayShow(policy, progress.ref, channel, { shared: false, detail: 'excerpts' });
  return { progress, decisions, votes, lookers, actIn, excerpts, ...(terms ? { terms } : {}) };
}

function questionIn(subject: MessageSubject, { questions }: Progress): Question | undefined {
  return subject.kind === 'question' ? questions.find(({ runKey }) => runKey === subject.run)?.question : undefined;
}

function stageNamesOf(subject: MessageSubject, { approvals, questions }: Progress): StageNames {
  if (subject.kind === 'failure' || subject.kind === 'concerned' || subject.kind === 'recovery') return [subject.stage];
  if (subject.kind === 'question') {
    const asked = questions.find(({ runKey }) => runKey === subject.run);
    return asked && namesOf(asked);
  }
  if (subject.kind !== 'approval') return undefined;
  const shown = approvals.find(({ stage, name }) => stage === subject.stage && name === subject.action);
  return namesOf(shown ?? { stage: subject.stage });
}

/** @returns undefined where no rule lets anybody approve */
export function termsFor(
  policy: Policy,
  { ref }: Pick<Progress, 'ref'>,
  stage: StageNames,
  question?: Question,
): DrawnTerms | undefined {
  const ruled = approvalRuling(policy, ref, stage)?.grant;
  if (!ruled) return undefined;
  const grant = question ? narrowed(ruled, question) : ruled;
  const by = question?.approvers ?? grant.by;
  return { grant: { ...grant, by }, teams: policy.teams.filter(({ name }) => by.includes(name)) };
}

export const digestOf = (drawing: Drawing) => sha256(JSON.stringify(drawing)).slice(0, 24);

/** Slack certainly shows the message as it should be, or certainly never will; and nobody is at it. */
export function isDrawn(
  deps: KeepDeps,
  { ts, shown, refused, leaseUntil }: KeptMessage,
  wanted: WantedMessage,
  progress: Progress,
  stored: StoredExecution,
): boolean {
  if (leaseUntil !== undefined) return false;
  const digest = digestOf(drawingOf(deps, wanted, progress, stored));
  return refused === digest || (ts !== undefined && shown === digest);
}

/** The message that a reply belongs to. When that can never be posted, its replies cannot either. */
export function threadOf(wanted: WantedMessage, stored: StoredExecution): MessageTs | undefined {
  return wanted.inThread ? stored.messages[wanted.replyTo ?? `card@${wanted.channel}`]?.ts : undefined;
}

/** An earlier holder died on the way, or lost an answer: what it sent may be in the channel. A holder in its quiet time has sent nothing. */
export function leftBehind(kept: KeptMessage, now: number): boolean {
  return kept.twinCheckAt !== undefined || (kept.leaseUntil !== undefined && (kept.quietUntil ?? 0) <= now);
}
