import { actorId, type Deed, effectOf, type Outcome, type Refusal } from '../../domain/operation.ts';
import { toProgress } from '../../domain/to-progress.ts';
import { markOf } from '../mark.ts';
import { signed } from '../signature.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { singleEffect } from './single-effect.ts';

type Context = DeedContext<Extract<Deed, { kind: 'stop' }>>;

const LOOK_BACK = 50;

/** Stops one execution: waits for its running actions, or abandons them. */
export async function stopExecution(deps: DeedDeps, context: Context): Promise<Outcome> {
  const { deed, actor, operationId } = context.operation;
  // Who goes on after a crash looks for its own stop first: what it stopped may have been retried since.
  if (context.resumed && (await hasOurReason(deps, context))) return { kind: 'performed' };
  const refusal = await oldAttempt(deps, context);
  if (refusal) return { kind: 'refused', refusal };
  const reason = signed(context.byName, actorId(actor), operationId, deed.reason);
  return singleEffect(
    deps,
    context,
    effectOf(deed) ?? operationId,
    () => deps.writes.stop(deed.target, deed.abandon, reason),
    async () => undefined,
  );
}

/** A Stop drawn before a retry does not stop what was retried. */
async function oldAttempt(deps: DeedDeps, { operation }: Context): Promise<Refusal | undefined> {
  const { target } = operation.deed;
  const stored = await deps.executions.get(target);
  if (!stored) return undefined;
  return target.run === `a${toProgress(stored.execution).attempt}` ? undefined : { reason: 'old_attempt' };
}

async function hasOurReason(deps: DeedDeps, { operation }: Context): Promise<boolean> {
  const { target } = operation.deed;
  const executions = await deps.reads.executions(target, LOOK_BACK);
  const summary = executions?.find(({ executionId }) => executionId === target.executionId);
  return summary?.stopReason?.includes(markOf(operation.operationId)) ?? false;
}
