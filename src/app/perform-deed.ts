import type { AccountId } from '../domain/ids.ts';
import type { Deed, Operation, Outcome } from '../domain/operation.ts';
import { changeTransition } from './deeds/change-transition.ts';
import { decideApproval } from './deeds/decide-approval.ts';
import { retryStage } from './deeds/retry-stage.ts';
import { startExecution } from './deeds/start-execution.ts';
import { stopExecution } from './deeds/stop-execution.ts';
import type { Claims, Executions, PipelineReads, PipelineWrites, World } from './ports.ts';

export interface DeedDeps extends World {
  readonly executions: Executions;
  readonly claims: Claims;
  readonly reads: PipelineReads;
  readonly writes: PipelineWrites;
  /** the only account whose pipelines can be changed in this version */
  readonly homeAccount: AccountId;
}

/** One deed by one allowed person. */
export interface DeedContext<D extends Deed = Deed> {
  readonly operation: Omit<Operation, 'deed'> & { readonly deed: D };
  readonly byName: string;
  /** an earlier delivery may have acted already: look before acting */
  readonly resumed: boolean;
  /** too late to act; what an earlier delivery did is still told */
  readonly expired: boolean;
}

export async function performDeed(deps: DeedDeps, context: DeedContext): Promise<Outcome> {
  const { deed, requestedAt } = context.operation;
  if (context.expired && !context.resumed) return { kind: 'refused', refusal: { reason: 'too_late', requestedAt } };
  if (deed.target.account !== deps.homeAccount) {
    return { kind: 'refused', refusal: { reason: 'pipeline_not_found', pipeline: deed.target.pipeline } };
  }
  switch (deed.kind) {
    case 'approve':
    case 'reject':
      return decideApproval(deps, { ...context, operation: { ...context.operation, deed } });
    case 'retry':
      return retryStage(deps, { ...context, operation: { ...context.operation, deed } });
    case 'stop':
      return stopExecution(deps, { ...context, operation: { ...context.operation, deed } });
    case 'start':
      return startExecution(deps, { ...context, operation: { ...context.operation, deed } });
    case 'disable':
    case 'enable':
      return changeTransition(deps, { ...context, operation: { ...context.operation, deed } });
  }
}
