import type { ExecutionEvent } from '../domain/execution-event.ts';
import { goodSince, stagesToRemember } from '../domain/last-good.ts';
import type { Policy } from '../domain/policy.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { versionOf } from './plan-for.ts';
import type { LastGoods, StoredExecution } from './ports.ts';

export interface RememberDeps {
  readonly lastGoods: LastGoods;
  readonly structures: Pick<PipelineReads, 'structure'>;
  readonly policy: Policy;
}

/** Keeps that an execution was good in a stage, when what was just taken in says so: one write for each stage that an approval
 * guards whose rule asks whose change it is, and none for all others.
 *
 * A success that is never learned of leaves an older one standing. Then more commits count as not shipped than are, and so more people
 * as their authors: somebody may be kept from approving, nobody let in.
 * @param event also one that was seen before: its first delivery may have died on the way here */
export async function rememberGood(deps: RememberDeps, event: ExecutionEvent, stored: StoredExecution): Promise<void> {
  const { subject, observation } = event;
  if (subject.kind === 'pipeline' || observation.state !== 'succeeded') return;
  const { execution } = stored;
  const { ref } = execution;
  const at = goodSince(execution, subject.stage);
  if (at === undefined) return;
  const stages = stagesToRemember(deps.policy, ref, await deps.structures.structure(ref, versionOf(execution)));
  if (stages !== 'all' && !stages.has(subject.stage)) return;
  await deps.lastGoods.note(ref, subject.stage, { executionId: ref.executionId, at });
}
