import type { Decision } from '../../domain/execution.ts';
import { type ExecutionRef, shortId } from '../../domain/ids.ts';
import type { ApprovalTarget, Deed, Outcome, Refusal } from '../../domain/operation.ts';
import type { ActionRun, LiveAction, WriteResult } from '../codepipeline-ports.ts';
import { markOf } from '../mark.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { signed } from './signature.ts';

type Context = DeedContext<Extract<Deed, { kind: 'approve' | 'reject' }>>;

/** A read right after an event may still show the time before it. */
const LAG_MS = 1_000;
const READS = 3;

type Look =
  /** the run on the button waits, and this is its token */
  | { readonly kind: 'waits'; readonly token: string }
  /** somebody answered the run on the button */
  | { readonly kind: 'answered'; readonly action: LiveAction }
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal /** may be an answer from before the run began */;
      readonly early: boolean;
    };

/** Answers one run of a manual approval.
 *
 * The token is read now and belongs to the execution and the run on the button, or nothing happens. The decision is written with
 * a condition before CodePipeline is told, so of two people only one tells it; CodePipeline takes a token once.
 */
export async function decideApproval(deps: DeedDeps, context: Context): Promise<Outcome> {
  const { target } = context.operation.deed;
  const look = await lookAtRun(deps, target);
  if (look.kind === 'answered') return afterAnswer(deps, context, look.action);
  if (look.kind === 'refused') return { kind: 'refused', refusal: look.refusal };
  const { requestedAt } = context.operation;
  if (context.expired) return { kind: 'refused', refusal: { reason: 'too_late', requestedAt } };

  const decision = toDecision(deps, context);
  const { stands } = await deps.executions.decide(refOf(target), target.run, decision);
  if (stands.operationId !== decision.operationId) return { kind: 'refused', refusal: alreadyDecided(stands) };
  return putDecision(deps, context, look.token);
}

async function putDecision(deps: DeedDeps, context: Context, token: string): Promise<Outcome> {
  const { operationId, actor, deed } = context.operation;
  const summary = signed(context.byName, actor.userId, operationId, deed.comment);
  const result = await deps.writes.putApprovalResult(deed.target, verdictOf(deed), summary, token);
  const ended = await checked(deps, context, result);
  const settle = (outcome: Decision['outcome']) =>
    deps.executions.settleDecision(refOf(deed.target), deed.target.run, operationId, outcome);
  switch (ended.kind) {
    case 'performed':
      await settle('recorded');
      return ended;
    case 'refused':
      await settle('lost');
      return ended;
    case 'failed':
      await settle(undefined);
      return ended;
    case 'unknown':
      await settle('unknown');
      return ended;
  }
}

/** "Too late" and a lost answer may both be our own deed seen from behind: the summary of the run tells. */
async function checked(deps: DeedDeps, context: Context, result: WriteResult): Promise<Outcome> {
  if (result.kind === 'done') return { kind: 'performed' };
  if (result.kind === 'failed') return result;
  const look = await lookAtRun(deps, context.operation.deed.target);
  if (look.kind === 'answered')
    return isOurs(context, look.action) ? { kind: 'performed' } : { kind: 'refused', refusal: answeredBy(look.action) };
  if (result.kind === 'refused') return result;
  return { kind: 'unknown' };
}

/** The run has been answered: by an earlier delivery of this very operation, by somebody in Slack, or elsewhere. */
async function afterAnswer(deps: DeedDeps, context: Context, action: LiveAction): Promise<Outcome> {
  const { target } = context.operation.deed;
  const stored = await deps.executions.get(refOf(target));
  const decision = stored?.execution.decisions[target.run];
  if (isOurs(context, action)) {
    if (decision?.operationId === context.operation.operationId) {
      await deps.executions.settleDecision(refOf(target), target.run, decision.operationId, 'recorded');
    }
    return { kind: 'performed' };
  }
  return {
    kind: 'refused',
    refusal: decision && decision.outcome !== 'lost' ? alreadyDecided(decision) : answeredBy(action),
  };
}

function isOurs({ operation }: Context, action: LiveAction): boolean {
  return action.summary?.includes(markOf(operation.operationId)) ?? false;
}

async function lookAtRun(deps: DeedDeps, target: ApprovalTarget): Promise<Look> {
  let look = await lookOnce(deps, target);
  for (let read = 1; read < READS && look.kind === 'refused' && look.early; read++) {
    await deps.sleep(LAG_MS);
    look = await lookOnce(deps, target);
  }
  return look;
}

async function lookOnce(deps: DeedDeps, target: ApprovalTarget): Promise<Look> {
  const refused = (refusal: Refusal, early = false): Look => ({ kind: 'refused', refusal, early });
  const live = await deps.reads.state(target);
  if (!live) return refused({ reason: 'pipeline_not_found', pipeline: target.pipeline });
  const stage = live.stages.find(({ name }) => name === target.stage);
  if (!stage) return refused({ reason: 'stage_not_found', stage: target.stage });
  const action = stage.actions.find(({ name }) => name === target.action);
  if (action?.run === target.run) {
    if (action.status !== 'InProgress') return { kind: 'answered', action };
    if (stage.executionId === target.executionId && action.token) return { kind: 'waits', token: action.token };
  }
  const parallel = await deps.reads.parallelApprovals(target);
  const waiting = parallel.find(({ run, executionId }) => run === target.run && executionId === target.executionId);
  if (waiting) return { kind: 'waits', token: waiting.token };
  // The state of a stage tells only of the execution that is in it now; how this run ended, its history tells.
  const past = (await deps.reads.actionRuns(target)).find(({ run }) => run === target.run);
  if (past && past.status !== 'InProgress') return { kind: 'answered', action: toLiveAction(past) };
  if (stage.executionId === target.executionId)
    return refused({ reason: action?.status === 'InProgress' ? 'run_replaced' : 'not_waiting' }, true);
  return refused({ reason: 'superseded', ...(stage.executionId ? { newer: shortId(stage.executionId) } : {}) }, true);
}

function toLiveAction({ action, run, status, summary, updatedAt }: ActionRun): LiveAction {
  return { name: action, run, status, ...(summary ? { summary } : {}), ...(updatedAt ? { changedAt: updatedAt } : {}) };
}

function toDecision(deps: DeedDeps, { operation, byName }: Context): Decision {
  const { deed, operationId, actor } = operation;
  return {
    operationId,
    verdict: verdictOf(deed),
    by: actor.userId,
    byName,
    ...(deed.comment.trim() === '' ? {} : { comment: deed.comment.trim().slice(0, 400) }),
    at: new Date(deps.now()).toISOString(),
  };
}

function verdictOf(deed: Context['operation']['deed']): Decision['verdict'] {
  return deed.kind === 'approve' ? 'approved' : 'rejected';
}

function alreadyDecided({ verdict, byName, at }: Decision): Refusal {
  return { reason: 'already_decided', verdict, byName, at };
}

function answeredBy({ status, changedAt }: LiveAction): Refusal {
  const verdict = status === 'Succeeded' ? 'approved' : status === 'Failed' ? 'rejected' : undefined;
  return { reason: 'already_decided', ...(verdict ? { verdict } : {}), ...(changedAt ? { at: changedAt } : {}) };
}

function refOf({ account, region, pipeline, executionId }: ApprovalTarget): ExecutionRef {
  return { account, region, pipeline, executionId };
}
