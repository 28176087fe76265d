import { shortId } from '../../domain/ids.ts';
import type { ApprovalTarget, Refusal } from '../../domain/operation.ts';
import type { ActionRun, LiveAction } from '../codepipeline-ports.ts';
import type { DeedDeps } from './deed-context.ts';

/** A read right after an event may still show the time before it. */
const LAG_MS = 1_000;
const READS = 3;

export type Look =
  /** the run on the button waits, and this is its token */
  | { readonly kind: 'waits'; readonly token: string }
  /** somebody answered the run on the button */
  | { readonly kind: 'answered'; readonly action: LiveAction }
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal /** may be an answer from before the run began */;
      readonly early: boolean;
    };

/** How one run of a manual approval stands in CodePipeline at this moment. */
export async function lookAtRun(deps: Pick<DeedDeps, 'reads' | 'sleep'>, target: ApprovalTarget): Promise<Look> {
  let look = await lookOnce(deps, target);
  for (let read = 1; read < READS && look.kind === 'refused' && look.early; read++) {
    await deps.sleep(LAG_MS);
    look = await lookOnce(deps, target);
  }
  return look;
}

async function lookOnce(deps: Pick<DeedDeps, 'reads'>, target: ApprovalTarget): Promise<Look> {
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
