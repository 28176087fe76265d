import type { Decision } from '../../domain/execution.ts';
import type { ExecutionRef } from '../../domain/ids.ts';
import type { ApprovalTarget, Outcome } from '../../domain/operation.ts';
import type { WriteResult } from '../codepipeline-ports.ts';
import { markOf } from '../mark.ts';
import { signedByAll } from '../signature.ts';
import { answeredBy } from './answered-by.ts';
import type { DeedDeps } from './deed-context.ts';
import { lookAtRun } from './look-at-run.ts';

/** Tells CodePipeline what was decided, and notes how that ended. */
export async function putDecision(
  deps: DeedDeps,
  target: ApprovalTarget,
  decision: Decision,
  token: string,
): Promise<Outcome> {
  const { operationId, verdict } = decision;
  if (verdict === 'answered') throw new Error('An answer to a question is given to its job');
  const summary = signedByAll(decision.votes ?? [decision], operationId, decision.breakGlass);
  const result = await deps.writes.putApprovalResult(target, verdict, summary, token);
  const ended = await checked(deps, target, decision, result);
  if (ended.kind === 'failed') await deps.executions.withdraw(refOf(target), target.run, decision);
  else await deps.executions.settleDecision(refOf(target), target.run, operationId, noted(ended));
  return ended;
}

function noted({ kind }: Outcome): Decision['outcome'] {
  if (kind === 'performed') return 'recorded';
  return kind === 'refused' ? 'lost' : 'unknown';
}

/** "Too late" and a lost answer may both be our own deed seen from behind: the summary of the run tells. */
async function checked(
  deps: DeedDeps,
  target: ApprovalTarget,
  decision: Decision,
  result: WriteResult,
): Promise<Outcome> {
  if (result.kind === 'done') return { kind: 'performed' };
  if (result.kind === 'failed') return result;
  const look = await lookAtRun(deps, target);
  if (look.kind === 'answered') {
    const isOurs = look.action.summary?.includes(markOf(decision.operationId)) ?? false;
    return isOurs ? { kind: 'performed' } : { kind: 'refused', refusal: answeredBy(look.action) };
  }
  return result.kind === 'refused' ? result : { kind: 'unknown' };
}

export function refOf({ account, region, pipeline, executionId }: ApprovalTarget): ExecutionRef {
  return { account, region, pipeline, executionId };
}
