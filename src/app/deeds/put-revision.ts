import type { Deed, Outcome } from '../../domain/operation.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { performedBy } from './single-effect.ts';

/** Tells a source action of a revision. CodePipeline starts an execution where it is new, and says so where it is not. */
export async function putRevision(
  deps: DeedDeps,
  { operation, resumed, barred }: DeedContext<Extract<Deed, { kind: 'revision' }>>,
): Promise<Outcome> {
  const { deed, operationId, requestedAt } = operation;
  const { target, revisionId } = deed;
  const history = await deps.reads.history(target);
  if (!history) return { kind: 'refused', refusal: { reason: 'pipeline_not_found', pipeline: target.pipeline } };
  const has = history.executions.find(({ revisions }) =>
    revisions.some((one) => one.action === target.action && one.revisionId === revisionId),
  );
  // Whoever goes on after a crash finds what it began; what began before it was asked is somebody else's.
  if (has && resumed && (has.startedAt ?? '') >= requestedAt) return performedBy(deed, has.executionId);
  if (barred) return { kind: 'refused', refusal: barred };
  if (has && has === history.executions[0]) return { kind: 'refused', refusal: { reason: 'revision_known' } };
  const result = await deps.writes.putRevision(target, revisionId, { id: `signalbox-${operationId}`, at: requestedAt });
  return result.kind === 'done' ? performedBy(deed, result.executionId) : result;
}
