import type { Execution } from '../../domain/execution.ts';
import { approvalKey, failureKey, type Looker, lookerAfter } from '../../domain/looker.ts';
import { type Deed, isPerson, type LookTarget, type Outcome, type Refusal } from '../../domain/operation.ts';
import type { FailureProgress } from '../../domain/progress.ts';
import { isAsked } from '../../domain/reminders.ts';
import { toProgress } from '../../domain/to-progress.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** Whoever loses against others so often leaves it to the next delivery. */
const TRIES = 5;

/** Notes who looks at an approval or a failure. The newest press stands, and whoever presses again takes it back. CodePipeline hears
 * nothing of it. */
export async function claimLook(
  deps: Pick<DeedDeps, 'executions'>,
  { operation, byName, barred }: DeedContext<Extract<Deed, { kind: 'claim' }>>,
): Promise<Outcome> {
  const { deed, actor, operationId, requestedAt } = operation;
  if (!isPerson(actor)) return { kind: 'refused', refusal: { reason: 'not_a_person' } };
  const { account, region, pipeline, executionId } = deed.target;
  const ref = { account, region, pipeline, executionId };
  const press: Looker = { operationId, by: actor.userId, byName, at: requestedAt };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const stored = await deps.executions.get(ref);
    const key = stored && keyOf(stored.execution, deed.target);
    const seen = key === undefined ? undefined : stored?.execution.lookers[key];
    // An earlier delivery of this very press got as far as this.
    if (seen?.operationId === operationId) return { kind: 'performed' };
    if (barred) return { kind: 'refused', refusal: barred };
    if (key === undefined) return { kind: 'refused', refusal: nothingToSee(deed.target) };
    const next = lookerAfter(seen, press);
    if (next === seen || (await deps.executions.look(ref, key, next, seen))) return { kind: 'performed' };
  }
  throw new Error('Others changed who looks at the same time; the delivery is repeated');
}

/** The place where it is noted. @returns undefined when there is nothing to look at any more */
function keyOf(execution: Execution, { stage, action, run }: LookTarget): string | undefined {
  const { approvals, failures } = toProgress(execution);
  if (action !== undefined) {
    const approval = approvals.find(({ runKey }) => runKey === run);
    return approval?.runKey && isAsked(approval) ? approvalKey(approval.runKey) : undefined;
  }
  const failure = failures.find((one) => one.stage === stage && one.current && isNamedBy(run, one));
  return failure && failureKey(failure);
}

function isNamedBy(run: string, { attempt, actions }: FailureProgress): boolean {
  return run === `a${attempt}` || actions.some(({ runKey }) => runKey === run);
}

function nothingToSee({ action }: LookTarget): Refusal {
  return { reason: action === undefined ? 'old_attempt' : 'not_waiting' };
}
