import { judgeOwn, moreNeeded } from '../../domain/contributors.ts';
import type { Decision, Execution } from '../../domain/execution.ts';
import type { UserId } from '../../domain/ids.ts';
import { type Deed, isPerson, type Outcome, type Refusal } from '../../domain/operation.ts';
import { countAnswers, isAskedOf, labelOf, misfitOf, type Question, sameAnswer } from '../../domain/question.ts';
import { isOpenQuestion } from '../../domain/questions.ts';
import { toProgress } from '../../domain/to-progress.ts';
import type { Vote } from '../../domain/votes.ts';
import { answerJob } from '../answer-job.ts';
import { markOf } from '../mark.ts';
import type { StoredExecution } from '../ports.ts';
import { teamsOf } from '../standing.ts';
import { castVote } from './cast-vote.ts';
import { type ApprovalTerms, standingVotes, termsOf } from './count-votes.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { refOf } from './put-decision.ts';

type Context = DeedContext<Extract<Deed, { kind: 'answer' }>>;

/** Counts one person's answer to what a job asks, and gives it to the job when that decides it.
 *
 * As with an approval: whoever finds enough votes that say the same writes the decision with a condition, before CodePipeline is told.
 * While no job is alive the decision is kept, and given to the next one. */
export async function giveAnswer(deps: DeedDeps, context: Context): Promise<Outcome> {
  const { deed, actor } = context.operation;
  const { target } = deed;
  const stored = await deps.executions.get(refOf(target));
  const asked = stored?.execution.facts[`question#${target.run}`];
  if (!stored || asked?.kind !== 'question') return refused({ reason: 'not_asked' });
  const question = asked.value;
  const known = stored.execution.decisions[target.run];
  if (known) return afterDecision(deps, context, question, stored, known);
  if (context.barred) return refused(context.barred);
  if (!isPerson(actor)) return refused({ reason: 'not_a_person' });
  const against = await whyNot(deps, stored.execution, context, question, actor.userId);
  if (against) return refused(against);

  const terms = await termsOf(deps, target, context.place, question);
  if (!terms) return refused({ reason: 'not_allowed', right: 'approve', by: [] });
  const own = judgeOwn(terms.grant, terms.contributors, actor.userId);
  if (own) return refused(own);
  const vote = toVote(deps, context, actor.userId, terms);
  const { execution, repeated } = await castVote(deps, target, vote, sameAnswer);
  const earlier = execution.decisions[target.run];
  if (earlier) return afterDecision(deps, context, question, { ...stored, execution }, earlier);

  const standing = await stillAsked(deps, question, await standingVotes(deps, terms, target, execution, vote));
  const need = terms.quorums.approvals;
  const counted = countAnswers(standing, need, vote);
  if (!counted) {
    const have = standing.filter((one) => sameAnswer(one, vote)).length;
    return repeated
      ? refused({ reason: 'already_voted', verdict: 'answered', have, need })
      : { kind: 'voted', verdict: 'answered', have, need };
  }
  const { answer } = counted[0] ?? vote;
  const decision: Decision = { ...vote, ...(answer ? { answer } : {}), votes: counted };
  const { stands, stored: decided } = await deps.executions.decide(refOf(target), target.run, decision);
  return afterDecision(deps, context, question, decided, stands);
}

const refused = (refusal: Refusal): Outcome => ({ kind: 'refused', refusal });

async function whyNot(
  deps: DeedDeps,
  execution: Execution,
  { operation: { deed } }: Context,
  question: Question,
  user: UserId,
): Promise<Refusal | undefined> {
  const progress = toProgress(execution).questions.find(({ runKey }) => runKey === deed.target.run);
  if (!progress || !isOpenQuestion(progress, execution) || deps.now() >= Date.parse(question.deadline))
    return { reason: 'not_asked' };
  const misfit = misfitOf(question, deed.given);
  if (misfit) return { reason: 'misfit', ...misfit };
  return (await isAskedNow(deps, question, user))
    ? undefined
    : { reason: 'not_asked_of_you', of: question.approvers ?? [] };
}

async function isAskedNow(deps: DeedDeps, question: Question, user: UserId): Promise<boolean> {
  if (question.approvers === undefined) return true;
  const { teams } = await teamsOf(deps, user, question.approvers);
  return isAskedOf(question, user, teams);
}

/** Whoever left the teams that the question asks does not count any more. */
async function stillAsked(deps: DeedDeps, question: Question, votes: readonly Vote[]): Promise<Vote[]> {
  const asked: Vote[] = [];
  for (const vote of votes) if (await isAskedNow(deps, question, vote.by)) asked.push(vote);
  return asked;
}

/** Written by us: the job is answered. By somebody else: our vote was among those that decided, or it came too late. */
async function afterDecision(
  deps: DeedDeps,
  { operation: { operationId, deed } }: Context,
  question: Question,
  stored: StoredExecution,
  decision: Decision,
): Promise<Outcome> {
  const { verdict, byName, at, votes = [decision], answer } = decision;
  if (decision.operationId !== operationId) {
    const counted = votes.some((vote) => vote.operationId === operationId);
    if (counted) return { kind: 'voted', verdict, have: votes.length, need: votes.length };
    if (decision.timedOut) return refused({ reason: 'not_asked' });
    return refused({
      reason: 'already_decided',
      verdict,
      byName,
      at,
      ...(answer ? { said: labelOf(question, answer) } : {}),
    });
  }
  if (decision.outcome === 'recorded') return { kind: 'performed' };
  const { run } = deed.target;
  const told = await answerJob(deps, stored, run, question, decision);
  switch (told.kind) {
    case 'done':
      return { kind: 'performed' };
    case 'failed':
      await deps.executions.withdraw(refOf(deed.target), run, decision);
      return told;
    case 'unknown':
      await deps.executions.settleDecision(refOf(deed.target), run, operationId, 'unknown');
      return told;
    case 'no_job':
    case 'over':
      return whileNoJob(deps, deed.target, decision);
  }
}

/** The job was continued a moment ago and the next one will be given the answer, or the action is over. */
async function whileNoJob(
  deps: DeedDeps,
  target: Deed['target'] & Context['operation']['deed']['target'],
  decision: Decision,
): Promise<Outcome> {
  const found = (await deps.reads.actionRuns(refOf(target))).find(({ run }) => run === target.run);
  const isOurs = found?.summary?.includes(markOf(decision.operationId)) ?? false;
  if (!found || found.status === 'InProgress' || isOurs) {
    if (isOurs) await deps.executions.settleDecision(refOf(target), target.run, decision.operationId, 'recorded');
    return { kind: 'performed' };
  }
  await deps.executions.settleDecision(refOf(target), target.run, decision.operationId, 'lost');
  return refused({ reason: 'not_asked' });
}

function toVote(deps: DeedDeps, { operation, byName }: Context, by: UserId, terms: ApprovalTerms): Vote {
  const { deed, operationId, notAfter } = operation;
  const unknown = moreNeeded(terms.grant, terms.contributors);
  const comment = deed.comment.trim().slice(0, COMMENT_MAX);
  return {
    operationId,
    notAfter,
    verdict: 'answered',
    answer: deed.given,
    by,
    byName,
    ...(comment === '' ? {} : { comment }),
    at: new Date(deps.now()).toISOString(),
    ...(unknown ? { unknown, need: terms.quorums.approvals } : {}),
  };
}

const COMMENT_MAX = 400;
