import {
  CreatePipelineCommand,
  DeletePipelineCommand,
  GetPipelineCommand,
  UpdatePipelineCommand,
} from '@aws-sdk/client-codepipeline';
import type { DefinitionResult, Definitions } from '../app/definition-ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { Refusal } from '../domain/operation.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { toDeclaration, toDefinition } from './definition.ts';
import { errorName, isNotFound, toFailure } from './errors.ts';
import { cutTo } from './limits.ts';
import { isPossible } from './possible.ts';

/** Definitions, read with the one role and written with the other; each write is one attempt, because a repeat could act twice. */
export function createDefinitions(readFor: ClientFor, writeFor: ClientFor): Definitions {
  return {
    async read(ref) {
      if (!isPossible(ref)) return undefined;
      try {
        const { pipeline } = await readFor(ref).send(new GetPipelineCommand({ name: ref.pipeline }));
        // As it would be written: without members that are there and undefined.
        const read = toDefinition(JSON.parse(JSON.stringify(pipeline ?? null)));
        if (!read.ok)
          throw new Error(`CodePipeline’s definition has a form that this version does not know: ${read.why}`);
        return { definition: read.definition, version: pipeline?.version ?? 0 };
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    create: (ref, definition) =>
      write(ref, async () => {
        const { pipeline } = await writeFor(ref).send(
          new CreatePipelineCommand({ pipeline: toDeclaration(definition) }),
        );
        return pipeline?.version ?? 1;
      }),
    update: (ref, definition) =>
      write(ref, async () => {
        const { pipeline } = await writeFor(ref).send(
          new UpdatePipelineCommand({ pipeline: toDeclaration(definition) }),
        );
        return pipeline?.version ?? 0;
      }),
    delete: (ref) =>
      write(ref, async () => {
        await writeFor(ref).send(new DeletePipelineCommand({ name: ref.pipeline }));
        return 0;
      }),
  };
}

/** What CodePipeline says of a definition that it does not take. Its words name places in it and no values. */
const OF_THE_DEFINITION: readonly string[] = [
  'InvalidStructureException',
  'InvalidStageDeclarationException',
  'InvalidActionDeclarationException',
  'InvalidBlockerDeclarationException',
  'ValidationException',
];
const WHY_AT_MOST = 500;

async function write(ref: PipelineRef, call: () => Promise<number>): Promise<DefinitionResult> {
  if (!isPossible(ref)) return { kind: 'refused', refusal: { reason: 'pipeline_not_found', pipeline: ref.pipeline } };
  try {
    return { kind: 'done', version: await call() };
  } catch (error) {
    const refusal = refusalOf(ref, error);
    if (refusal) return { kind: 'refused', refusal };
    return toFailure(error);
  }
}

function refusalOf({ pipeline }: PipelineRef, error: unknown): Refusal | undefined {
  const name = errorName(error);
  if (name === 'PipelineNameInUseException') return { reason: 'name_taken', pipeline };
  // Undeclared: what updating a pipeline that is gone answers.
  if (name === 'PipelineNotFoundException' || name === 'ResourceNotFoundException')
    return { reason: 'pipeline_not_found', pipeline };
  const isOfDefinition = error instanceof Error && OF_THE_DEFINITION.includes(name);
  return isOfDefinition ? { reason: 'definition_refused', why: cutTo(error.message, WHY_AT_MOST) } : undefined;
}
