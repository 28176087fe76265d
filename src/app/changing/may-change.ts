import type { PipelineRef } from '../../domain/ids.ts';
import type { DefinitionChange, OperationRequest, Refusal } from '../../domain/operation.ts';
import { mayPerform, type Verdict } from '../../domain/permissions.ts';
import { standingFor } from '../standing.ts';
import type { ChangeDeps } from './change-deps.ts';

/** May this person change this pipeline, from where they asked? */
export async function judgeChange(
  deps: ChangeDeps,
  { actor, origin }: Pick<OperationRequest, 'actor' | 'origin'>,
  ref: PipelineRef,
  change: DefinitionChange,
): Promise<Verdict> {
  const deed = { kind: 'change' as const, target: { ...ref, draft: '' }, change };
  const place = { ref, stages: [] };
  const standing = await standingFor(deps, actor, deed, place);
  const { channel } = origin;
  return mayPerform({ deed, place, ...(channel === undefined ? {} : { channel }) }, standing, deps.policy, []);
}

/** @returns why not */
export async function mayNotChange(
  deps: ChangeDeps,
  request: Pick<OperationRequest, 'actor' | 'origin'>,
  ref: PipelineRef,
  change: DefinitionChange,
): Promise<Refusal | undefined> {
  const verdict = await judgeChange(deps, request, ref, change);
  return verdict.kind === 'refused' ? verdict.refusal : undefined;
}
