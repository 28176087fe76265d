import { type Audience, listenersTo } from './audience.ts';
import { approvalsNeeded, type Contributors, hasUnknown, ownPart } from './contributors.ts';
import { ranOut } from './deadline.ts';
import type { Execution } from './execution.ts';
import type { RunKey, UserId } from './ids.ts';
import { namesOf } from './message-plan.ts';
import { type ApproveGrant, EVERYONE } from './policy.ts';
import type { ApprovalProgress } from './progress.ts';
import type { Vote } from './votes.ts';

/** An answer to an approval that did not come through Slack. */
export interface AnsweredElsewhere {
  /** the name of the user or of the role session; absent when CodePipeline does not tell */
  readonly by?: string;
  /** the rule would not have let this happen in Slack */
  readonly outsideRule?: true;
}

/** Would the rule have let one person decide this alone, and this one? Whoever answers elsewhere is one person, and nobody asks there
 * whose change it is.
 * @param user who it was in Slack, as far as the policy tells
 * @param teams that they are in
 * @param contributors absent: nobody looked, because the rule does not ask or because nobody knows who answered */
export function keepsRule(
  grant: ApproveGrant,
  verdict: Vote['verdict'],
  user: UserId | undefined,
  teams: ReadonlySet<string>,
  contributors: Contributors | undefined,
): boolean {
  const approves = verdict === 'approved';
  const needed = approves ? approvalsNeeded(grant, contributors) : grant.rejectQuorum;
  if (needed > 1 || !grant.by.some((team) => team === EVERYONE || teams.has(team))) return false;
  if (!approves || !grant.notOwnChange) return true;
  if (user === undefined || contributors === undefined || ownPart(contributors, user)) return false;
  return grant.unknownAuthor !== 'refuse' || !hasUnknown(contributors);
}

/** A run of an approval that ended by an answer. */
export type Answered = ApprovalProgress & { readonly runKey: RunKey };

/** Shown somewhere, ended by an answer that is not what was decided in Slack, and nobody has looked yet whose it is. */
export function isUnread(
  audience: Audience,
  { ref, decisions }: Pick<Execution, 'ref' | 'decisions'>,
  approval: ApprovalProgress,
): approval is Answered {
  const { runKey, state, answered } = approval;
  if (runKey === undefined || answered || (state !== 'succeeded' && state !== 'failed') || ranOut(approval))
    return false;
  const decision = decisions[runKey];
  const isOurs = decision && decision.outcome !== 'lost' && decision.verdict === verdictOf(approval);
  return !isOurs && listenersTo(audience, 'approvals', ref, namesOf(approval)).length > 0;
}

export function verdictOf({ state }: Pick<ApprovalProgress, 'state'>): Vote['verdict'] {
  return state === 'succeeded' ? 'approved' : 'rejected';
}

/** What is read right after the end may be from before it; later it will not become any better. */
const READ_AFTER_MS = 5_000;
const READ_WITHIN_MS = 10 * 60_000;

/** When somebody has to look whose answer it is (epoch ms). @returns undefined when it is too late to wait for that */
export function readAnswerAt({ endedAt }: Pick<Answered, 'endedAt'>, nowMs: number): number | undefined {
  const at = Date.parse(endedAt ?? '');
  return nowMs < at + READ_WITHIN_MS ? at + READ_AFTER_MS : undefined;
}
