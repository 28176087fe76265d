import { quorumsOf } from '../domain/contributors.ts';
import { type Execution, votesOn } from '../domain/execution.ts';
import { OperationId } from '../domain/ids.ts';
import { namesOf } from '../domain/message-plan.ts';
import type { ApprovalTarget, OperationRequest } from '../domain/operation.ts';
import type { Policy } from '../domain/policy.ts';
import type { ApprovalProgress, Progress } from '../domain/progress.ts';
import { approvalRuling } from '../domain/rules.ts';
import { countVotes, lastMomentOf, type Vote } from '../domain/votes.ts';
import { sha256 } from './digest.ts';
import type { KeepDeps } from './keep-deps.ts';
import { progressOf } from './plan-for.ts';
import type { OperationQueue, StoredExecution } from './ports.ts';

export interface SettleDeps extends KeepDeps {
  readonly queue: OperationQueue;
}

/** Until then the vote's own operation, or its redelivery, may be at work. */
const PATIENCE_MS = 4 * 60_000;

/** Asks for what votes have decided and nobody told CodePipeline: the operation of the deciding vote died for good.
 *
 * Here votes are only counted; whether each of them still stands is judged by the operation that is asked for. */
export async function askToSettle(deps: SettleDeps, stored: StoredExecution): Promise<void> {
  const { execution } = stored;
  const progress = await progressOf(deps, stored);
  for (const approval of progress.approvals) {
    const last = decidingVote(deps.policy, execution, progress, approval);
    if (!last || deps.now() < Date.parse(last.at) + PATIENCE_MS || deps.now() >= lastMomentOf(last)) continue;
    await deps.queue.request(toRequest(progress, approval, last));
  }
}

/** @returns the last vote of those that are complete; undefined when nothing is left to do */
function decidingVote(
  policy: Policy,
  execution: Execution,
  { ref }: Progress,
  approval: ApprovalProgress,
): Vote | undefined {
  const { runKey, state, replaced } = approval;
  if (runKey === undefined || state !== 'waiting' || replaced) return undefined;
  const decision = execution.decisions[runKey];
  if (decision) return decision.outcome === undefined ? decision : undefined;
  const grant = approvalRuling(policy, ref, namesOf(approval))?.grant;
  if (!grant) return undefined;
  const tally = countVotes(votesOn(execution, runKey), quorumsOf(grant, undefined));
  return tally.kind === 'decided' ? tally.counted.at(-1) : undefined;
}

/** The same request for the same votes, whichever sweep asks: it is carried out once. */
function toRequest({ ref }: Progress, approval: ApprovalProgress, last: Vote): OperationRequest {
  const { stage, name: action, runKey } = approval;
  if (runKey === undefined) throw new Error('An approval without a run has no votes');
  const target: ApprovalTarget = { ...ref, stage, action, run: runKey };
  const id = sha256(['settle', ...Object.values(target), last.at].join('|')).slice(0, 32);
  return {
    v: 1,
    operationId: OperationId(id),
    actor: { service: 'schedule' },
    origin: { surface: 'schedule' },
    ask: { kind: 'deed', deed: { kind: 'settle', target } },
    requestedAt: last.at,
    notAfter: new Date(lastMomentOf(last)).toISOString(),
  };
}
