import { type Contributors, judgeOwn, quorumsOf } from '../../domain/contributors.ts';
import { type Execution, votesOn } from '../../domain/execution.ts';
import type { Freeze } from '../../domain/freeze.ts';
import type { ApprovalTarget, Deed } from '../../domain/operation.ts';
import { mayPerform, type Place } from '../../domain/permissions.ts';
import type { ApproveGrant } from '../../domain/policy.ts';
import { narrowed, type Question } from '../../domain/question.ts';
import { approvalRuling } from '../../domain/rules.ts';
import { countVotes, type Quorums, type Tally, type Vote } from '../../domain/votes.ts';
import { contributorsOf } from '../contributors-of.ts';
import { inForceNow } from '../frozen-stage.ts';
import { standingFor } from '../standing.ts';
import type { DeedDeps } from './deed-context.ts';

/** What it takes to decide an approval, as the policy and the change stand now. */
export interface ApprovalTerms {
  readonly grant: ApproveGrant;
  readonly place: Place;
  /** absent: the rule does not ask whose change it is */
  readonly contributors: Contributors | undefined;
  readonly quorums: Quorums;
}

/** @param question narrows what the policy says
 * @returns undefined when no rule lets anybody approve it */
export async function termsOf(
  deps: DeedDeps,
  target: ApprovalTarget,
  place: Place,
  question?: Question,
): Promise<ApprovalTerms | undefined> {
  const ruled = approvalRuling(deps.policy, place.ref, place.stages[0])?.grant;
  if (!ruled) return undefined;
  const grant = question ? narrowed(ruled, question) : ruled;
  const contributors = grant.notOwnChange ? await contributorsOf(deps, target, place.stages[0]?.at(-1)) : undefined;
  return { grant, place, contributors, quorums: quorumsOf(grant, contributors) };
}

/** Judges every vote on a run again and counts those that still stand: whoever lost the right since they voted does not count.
 * @param judged a vote that was judged a moment ago */
export async function countVotesNow(
  deps: DeedDeps,
  terms: ApprovalTerms,
  target: ApprovalTarget,
  execution: Execution,
  judged?: Vote,
): Promise<Tally> {
  return countVotes(await standingVotes(deps, terms, target, execution, judged), terms.quorums, judged);
}

/** The votes on a run that still stand.
 * @param judged a vote that was judged a moment ago */
export async function standingVotes(
  deps: DeedDeps,
  terms: ApprovalTerms,
  target: ApprovalTarget,
  execution: Execution,
  judged?: Vote,
): Promise<Vote[]> {
  const votes = votesOn(execution, target.run);
  const isJudged = (vote: Vote) => vote.operationId === judged?.operationId;
  const inForce = votes.every(isJudged) ? [] : await inForceNow(deps);
  const standing: Vote[] = [];
  for (const vote of votes) {
    if (isJudged(vote) || (await stillCounts(deps, terms, target, vote, inForce))) standing.push(vote);
  }
  return standing;
}

async function stillCounts(
  deps: DeedDeps,
  terms: ApprovalTerms,
  target: ApprovalTarget,
  vote: Vote,
  inForce: readonly Freeze[],
): Promise<boolean> {
  if (vote.verdict !== 'rejected' && judgeOwn(terms.grant, terms.contributors, vote.by)) return false;
  const deed = deedOf(vote, target);
  const standing = await standingFor(deps, { userId: vote.by }, deed, terms.place);
  return mayPerform({ deed, place: terms.place }, standing, deps.policy, inForce).kind === 'allowed';
}

function deedOf({ verdict, answer, breakGlass }: Vote, target: ApprovalTarget): Deed {
  if (verdict === 'answered')
    return { kind: 'answer', target, given: answer ?? { value: '', inputs: {} }, comment: '' };
  const loud = breakGlass === undefined ? {} : { breakGlass };
  return { kind: verdict === 'approved' ? 'approve' : 'reject', target, comment: '', ...loud };
}
