import type { Command } from '../domain/command.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { Refusal } from '../domain/operation.ts';
import { readOverride, type SourceOverride } from '../domain/source-override.ts';
import type { PipelineReads, PipelineStructure } from './codepipeline-ports.ts';
import { choosable, whyNotStart } from './deeds/start-execution.ts';
import { answer, deed, type Resolved, refused } from './resolved.ts';

/** A start with all that it needs begins at once; whoever left something out is offered the form, with what they typed in it. */
export async function resolveStart(
  reads: Pick<PipelineReads, 'structure'>,
  command: Extract<Command, { verb: 'start' }>,
  ref: PipelineRef,
): Promise<Resolved> {
  const { variables, sources = {} } = command;
  const structure = await reads.structure(ref, undefined);
  if (!structure) return answer({ kind: 'not_found', typed: command.pipeline });
  const revisions: SourceOverride[] = [];
  for (const [action, typed] of Object.entries(sources)) {
    const read = readSource(structure, action, typed);
    if ('reason' in read) return refused(read);
    revisions.push(read);
  }
  const given = { variables, ...(revisions.length === 0 ? {} : { revisions }) };
  const refusal = whyNotStart(structure, given);
  if (refusal?.reason === 'missing_variables')
    return answer({ kind: 'missing_variables', ref, missing: refusal.names, given });
  return refusal ? refused(refusal) : deed({ kind: 'start', target: ref, ...given });
}

function readSource(structure: PipelineStructure, action: string, typed: string): SourceOverride | Refusal {
  const source = structure.sources.find(({ name }) => name === action);
  const read = source && readOverride(source, typed);
  return read ?? { reason: 'not_a_source', action, known: choosable(structure) };
}
