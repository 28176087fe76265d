import type { Outcome } from '../domain/operation.ts';
import { changeTags } from './deeds/change-tags.ts';
import { changeTransition } from './deeds/change-transition.ts';
import { claimLook } from './deeds/claim-look.ts';
import { decideApproval } from './deeds/decide-approval.ts';
import type { DeedContext, DeedDeps } from './deeds/deed-context.ts';
import { freezeWay } from './deeds/freeze-way.ts';
import { giveAnswer } from './deeds/give-answer.ts';
import { liftFreeze } from './deeds/lift-freeze.ts';
import { orderFreeze } from './deeds/order-freeze.ts';
import { overrideCondition } from './deeds/override-condition.ts';
import { putRevision } from './deeds/put-revision.ts';
import { retryStage } from './deeds/retry-stage.ts';
import { rollbackStage } from './deeds/rollback-stage.ts';
import { settleApproval } from './deeds/settle-approval.ts';
import { startExecution } from './deeds/start-execution.ts';
import { stopExecution } from './deeds/stop-execution.ts';

export async function performDeed(deps: DeedDeps, context: DeedContext): Promise<Outcome> {
  const { deed } = context.operation;
  if (context.barred && !context.resumed) return { kind: 'refused', refusal: context.barred };
  switch (deed.kind) {
    case 'approve':
    case 'reject':
      return decideApproval(deps, { ...context, operation: { ...context.operation, deed } });
    case 'answer':
      return giveAnswer(deps, { ...context, operation: { ...context.operation, deed } });
    case 'settle':
      return settleApproval(deps, { ...context, operation: { ...context.operation, deed } });
    case 'claim':
      return claimLook(deps, { ...context, operation: { ...context.operation, deed } });
    case 'retry':
      return retryStage(deps, { ...context, operation: { ...context.operation, deed } });
    case 'stop':
      return stopExecution(deps, { ...context, operation: { ...context.operation, deed } });
    case 'start':
      return startExecution(deps, { ...context, operation: { ...context.operation, deed } });
    case 'rollback':
      return rollbackStage(deps, { ...context, operation: { ...context.operation, deed } });
    case 'override':
      return overrideCondition(deps, { ...context, operation: { ...context.operation, deed } });
    case 'revision':
      return putRevision(deps, { ...context, operation: { ...context.operation, deed } });
    case 'tag':
    case 'untag':
      return changeTags(deps, { ...context, operation: { ...context.operation, deed } });
    case 'disable':
    case 'enable':
      return changeTransition(deps, { ...context, operation: { ...context.operation, deed } });
    case 'freeze':
      return orderFreeze(deps, { ...context, operation: { ...context.operation, deed } });
    case 'unfreeze':
      return liftFreeze(deps, { ...context, operation: { ...context.operation, deed } });
    case 'subscribe': {
      const { subscribeChannel } = await import('./deeds/subscribe-channel.ts');
      return subscribeChannel(deps, { ...context, operation: { ...context.operation, deed } });
    }
    case 'unsubscribe': {
      const { unsubscribeChannel } = await import('./deeds/unsubscribe-channel.ts');
      return unsubscribeChannel(deps, { ...context, operation: { ...context.operation, deed } });
    }
    case 'watch':
    case 'unwatch': {
      const { watchPipeline } = await import('./deeds/watch-pipeline.ts');
      return watchPipeline(deps, { ...context, operation: { ...context.operation, deed } });
    }
    case 'change':
    case 'agree':
    case 'object':
      throw new Error('What changes a pipeline itself is carried out by the function changes');
    case 'close_for_freeze':
    case 'open_after_freeze':
      return freezeWay(deps, { ...context, operation: { ...context.operation, deed } });
  }
}
