import { type Execution, votesOn } from '../../domain/execution.ts';
import type { ApprovalTarget } from '../../domain/operation.ts';
import type { Vote } from '../../domain/votes.ts';
import type { DeedDeps } from './deed-context.ts';
import { refOf } from './put-decision.ts';

/** Writes what somebody says, unless the run is decided or they said the same before.
 * @returns `repeated`: they had said the same already */
export async function castVote(
  deps: Pick<DeedDeps, 'executions'>,
  target: ApprovalTarget,
  vote: Vote,
  saysTheSame: (before: Vote, vote: Vote) => boolean,
): Promise<{ execution: Execution; repeated: boolean }> {
  const known = await deps.executions.get(refOf(target));
  const before = known && votesOn(known.execution, target.run).find(({ by }) => by === vote.by);
  const repeated = before !== undefined && before.operationId !== vote.operationId && saysTheSame(before, vote);
  if (known && (repeated || known.execution.decisions[target.run])) return { execution: known.execution, repeated };
  const stored = await deps.executions.vote(refOf(target), target.run, vote);
  return { execution: stored.execution, repeated };
}
