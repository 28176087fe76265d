import type { StartValues } from '../../domain/form.ts';
import type { Deed, Operation, Outcome, Refusal } from '../../domain/operation.ts';
import type { PipelineStructure } from '../codepipeline-ports.ts';
import { sha256 } from '../digest.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { performedBy } from './single-effect.ts';

/** Starts a new execution. CodePipeline itself keeps it single: a repeated client request token gives the same execution. */
export async function startExecution(
  deps: DeedDeps,
  context: DeedContext<Extract<Deed, { kind: 'start' }>>,
): Promise<Outcome> {
  const { deed } = context.operation;
  // Only an earlier delivery can bring a barred start this far: it may have started, and nobody can tell any more.
  if (context.barred) return { kind: 'unknown' };
  const structure = await deps.reads.structure(deed.target, undefined);
  if (!structure) return { kind: 'refused', refusal: { reason: 'pipeline_not_found', pipeline: deed.target.pipeline } };
  const refusal = whyNotStart(structure, deed);
  if (refusal) return { kind: 'refused', refusal };
  const result = await deps.writes.start(deed.target, deed, tokenOf(context.operation));
  return result.kind === 'done' ? performedBy(deed, result.executionId) : result;
}

/** What the definition has against these values. CodePipeline would only say that something is invalid. */
export function whyNotStart(
  structure: PipelineStructure,
  { variables, revisions = [] }: StartValues,
): Refusal | undefined {
  const known = structure.variables.map(({ name }) => name);
  const unknown = Object.keys(variables).filter((name) => !known.includes(name));
  if (unknown.length > 0) return { reason: 'unknown_variables', names: unknown, known };
  const missing = missingVariables(structure, variables);
  if (missing.length > 0) return { reason: 'missing_variables', names: missing };
  for (const { action, type } of revisions) {
    const source = structure.sources.find(({ name }) => name === action);
    if (!source?.takes.includes(type)) return { reason: 'not_a_source', action, known: choosable(structure) };
  }
  return undefined;
}

export function missingVariables({ variables }: PipelineStructure, given: StartValues['variables']): string[] {
  return variables.flatMap(({ name, defaultValue }) =>
    defaultValue === undefined && given[name] === undefined ? [name] : [],
  );
}

/** The source actions of which a revision can be named. */
export function choosable({ sources }: PipelineStructure): string[] {
  return sources.flatMap(({ name, takes }) => (takes.length > 0 ? [name] : []));
}

/** A form that is sent off twice starts once. */
function tokenOf({ operationId, origin }: Pick<Operation, 'operationId' | 'origin'>): string {
  const once = origin.viewId === undefined ? operationId : sha256(origin.viewId).slice(0, 32);
  return `signalbox-${once}`.slice(0, 128);
}
