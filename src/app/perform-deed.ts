import type { Outcome } from '../domain/operation.ts';
import type { PipelineSessions } from './codepipeline-ports.ts';
import { changeTransition } from './deeds/change-transition.ts';
import { decideApproval } from './deeds/decide-approval.ts';
import type { DeedContext, DeedDeps } from './deeds/deed-context.ts';
import { retryStage } from './deeds/retry-stage.ts';
import { startExecution } from './deeds/start-execution.ts';
import { stopExecution } from './deeds/stop-execution.ts';

export interface PerformDeps extends Omit<DeedDeps, 'reads' | 'writes'> {
  readonly sessions: PipelineSessions;
}

/** Carries out a deed in the pipeline's own account, under the name of who asked for it. */
export async function performDeed(deps: PerformDeps, context: DeedContext): Promise<Outcome> {
  const { actor, deed, requestedAt } = context.operation;
  if (context.expired && !context.resumed) return { kind: 'refused', refusal: { reason: 'too_late', requestedAt } };
  const { account, region } = deed.target;
  const opened = await deps.sessions.open({ account, region }, actor.userId);
  switch (opened.kind) {
    case 'open':
      return perform({ ...deps, reads: opened.reads, writes: opened.writes }, context);
    case 'not_served':
      return { kind: 'refused', refusal: { reason: 'not_served', account, region } };
    case 'failed':
      // What an earlier delivery did cannot be looked at any more.
      return context.resumed ? { kind: 'unknown' } : opened;
  }
}

async function perform(deps: DeedDeps, context: DeedContext): Promise<Outcome> {
  const { deed } = context.operation;
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
