import type { Command } from '../domain/command.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { answer, deed, type Resolved, refused, sameWord } from './resolved.ts';

/** The source action that is to be told of a revision. */
export async function resolveRevision(
  reads: Pick<PipelineReads, 'structure'>,
  { pipeline, action, revisionId }: Extract<Command, { verb: 'revision' }>,
  ref: PipelineRef,
): Promise<Resolved> {
  const structure = await reads.structure(ref, undefined);
  if (!structure) return answer({ kind: 'not_found', typed: pipeline });
  const source = structure.sources.find(({ name }) => sameWord(name, action));
  if (!source) return refused({ reason: 'not_a_source', action, known: structure.sources.map(({ name }) => name) });
  return deed({ kind: 'revision', target: { ...ref, stage: source.stage, action: source.name }, revisionId });
}
