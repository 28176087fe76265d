import { judgeOwn, moreNeeded } from '../../domain/contributors.ts';
import type { Decision } from '../../domain/execution.ts';
import { type Deed, isPerson, type Outcome, type Refusal } from '../../domain/operation.ts';
import type { Tally, Vote } from '../../domain/votes.ts';
import type { LiveAction } from '../codepipeline-ports.ts';
import { markOf } from '../mark.ts';
import { answeredBy } from './answered-by.ts';
import { castVote } from './cast-vote.ts';
import { type ApprovalTerms, countVotesNow, termsOf } from './count-votes.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { lookAtRun } from './look-at-run.ts';
import { putDecision, refOf } from './put-decision.ts';

type Context = DeedContext<Extract<Deed, { kind: 'approve' | 'reject' }>>;

/** Counts one person's word on one run of a manual approval, and tells CodePipeline when that decides it.
 *
 * The token is read now and belongs to the execution and the run on the button, or nothing happens. A vote is written unless the run
 * is decided; whoever finds the votes complete writes the decision with a condition before CodePipeline is told, so of two people
 * only one tells it; CodePipeline takes a token once.
 */
export async function decideApproval(deps: DeedDeps, context: Context): Promise<Outcome> {
  const { deed, actor } = context.operation;
  const { target } = deed;
  const look = await lookAtRun(deps, target);
  if (look.kind === 'answered') return afterAnswer(deps, context, look.action);
  if (look.kind === 'refused') return { kind: 'refused', refusal: look.refusal };
  if (context.barred) {
    if (context.resumed) await takeBack(deps, context);
    return { kind: 'refused', refusal: context.barred };
  }
  if (!isPerson(actor)) return { kind: 'refused', refusal: { reason: 'not_a_person' } };

  const terms = await termsOf(deps, target, context.place);
  if (!terms) return { kind: 'refused', refusal: { reason: 'not_allowed', right: 'approve', by: [] } };
  const against = deed.kind === 'approve' ? judgeOwn(terms.grant, terms.contributors, actor.userId) : undefined;
  if (against) return { kind: 'refused', refusal: against };

  const vote = toVote(deps, context, actor.userId, terms);
  const { execution, repeated } = await castVote(deps, target, vote, saysTheSame);
  const decided = execution.decisions[target.run];
  if (decided) return afterDecision(deps, context, decided, look.token);

  const tally = await countVotesNow(deps, terms, target, execution, vote);
  if (tally.kind === 'open') {
    const have = alike(tally, vote).length;
    const need = neededFor(terms, vote);
    if (repeated) return { kind: 'refused', refusal: { reason: 'already_voted', verdict: vote.verdict, have, need } };
    return { kind: 'voted', verdict: vote.verdict, have, need };
  }
  const decision: Decision = { ...vote, verdict: tally.verdict, votes: tally.counted };
  const { stands } = await deps.executions.decide(refOf(target), target.run, decision);
  return afterDecision(deps, context, stands, look.token);
}

/** An earlier delivery died between the decision and CodePipeline, and by now it may not be: what is told as refused must not happen. */
async function takeBack(deps: DeedDeps, { operation }: Context): Promise<void> {
  const { target } = operation.deed;
  const decision = (await deps.executions.get(refOf(target)))?.execution.decisions[target.run];
  const isOurs = decision?.operationId === operation.operationId && decision.outcome === undefined;
  if (decision && isOurs) await deps.executions.withdraw(refOf(target), target.run, decision);
}

function alike({ approvals, rejections, loud }: Extract<Tally, { kind: 'open' }>, { verdict, breakGlass }: Vote) {
  if (verdict === 'rejected') return rejections;
  return breakGlass === undefined ? approvals : loud;
}

function neededFor({ quorums }: ApprovalTerms, { verdict, breakGlass }: Vote): number {
  if (verdict === 'rejected') return quorums.rejections;
  return breakGlass === undefined ? quorums.approvals : (quorums.breakGlass ?? 1);
}

function saysTheSame(before: Vote, vote: Vote): boolean {
  return before.verdict === vote.verdict && (before.breakGlass === undefined) === (vote.breakGlass === undefined);
}

/** Written by us: CodePipeline is told. By somebody else: our vote was among those that decided, or it came too late. */
async function afterDecision(deps: DeedDeps, context: Context, decision: Decision, token: string): Promise<Outcome> {
  const { operationId, deed } = context.operation;
  if (decision.operationId === operationId) return putDecision(deps, deed.target, decision, token);
  const ours = inDecision(context, decision);
  return ours ?? { kind: 'refused', refusal: alreadyDecided(decision) };
}

function inDecision({ operation }: Context, { votes = [], verdict }: Decision): Outcome | undefined {
  const counted = votes.some(({ operationId }) => operationId === operation.operationId);
  return counted ? { kind: 'voted', verdict, have: votes.length, need: votes.length } : undefined;
}

/** The run has been answered: by an earlier delivery of this very operation, by somebody in Slack, or elsewhere. */
async function afterAnswer(deps: DeedDeps, context: Context, action: LiveAction): Promise<Outcome> {
  const { target } = context.operation.deed;
  const stored = await deps.executions.get(refOf(target));
  const decision = stored?.execution.decisions[target.run];
  const isAnswerOf = (mark: string) => action.summary?.includes(mark) ?? false;
  if (isAnswerOf(markOf(context.operation.operationId))) {
    if (decision?.operationId === context.operation.operationId) {
      await deps.executions.settleDecision(refOf(target), target.run, decision.operationId, 'recorded');
    }
    return { kind: 'performed' };
  }
  if (context.resumed && decision && isAnswerOf(markOf(decision.operationId))) {
    const ours = inDecision(context, decision);
    if (ours) return ours;
  }
  return {
    kind: 'refused',
    refusal: decision && decision.outcome !== 'lost' ? alreadyDecided(decision) : answeredBy(action),
  };
}

function toVote(deps: DeedDeps, { operation, byName }: Context, by: Vote['by'], terms: ApprovalTerms): Vote {
  const { deed, operationId, notAfter } = operation;
  const unknown = moreNeeded(terms.grant, terms.contributors);
  return {
    operationId,
    notAfter,
    verdict: deed.kind === 'approve' ? 'approved' : 'rejected',
    by,
    byName,
    ...(deed.comment.trim() === '' ? {} : { comment: deed.comment.trim().slice(0, 400) }),
    at: new Date(deps.now()).toISOString(),
    ...(deed.breakGlass === undefined ? {} : { breakGlass: deed.breakGlass.slice(0, 400) }),
    ...(unknown ? { unknown, need: terms.quorums.approvals } : {}),
  };
}

function alreadyDecided({ verdict, byName, at }: Decision): Refusal {
  return { reason: 'already_decided', verdict, byName, at };
}
