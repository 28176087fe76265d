import type { Deed, Outcome } from '../../domain/operation.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

/** Starts a new execution. CodePipeline itself keeps it single: a repeated client request token gives the same execution. */
export async function startExecution(
  deps: DeedDeps,
  context: DeedContext<Extract<Deed, { kind: 'start' }>>,
): Promise<Outcome> {
  const { operationId, deed } = context.operation;
  // Only an earlier delivery can bring a barred start this far: it may have started, and nobody can tell any more.
  if (context.barred) return { kind: 'unknown' };
  const structure = await deps.reads.structure(deed.target, undefined);
  if (!structure) return { kind: 'refused', refusal: { reason: 'pipeline_not_found', pipeline: deed.target.pipeline } };
  const names = structure.variables.filter(
    ({ name, defaultValue }) => defaultValue === undefined && deed.variables[name] === undefined,
  );
  if (names.length > 0)
    return { kind: 'refused', refusal: { reason: 'missing_variables', names: names.map(({ name }) => name) } };
  const result = await deps.writes.start(deed.target, deed.variables, `signalbox-${operationId}`.slice(0, 128));
  if (result.kind !== 'done') return result;
  return {
    kind: 'performed',
    ...(result.executionId ? { execution: { ...deed.target, executionId: result.executionId } } : {}),
  };
}
