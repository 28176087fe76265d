import type { PipelineRef } from '../../domain/ids.ts';
import { actorId, type DefinitionChange, type OperationRequest } from '../../domain/operation.ts';
import type { Answer } from '../answer.ts';
import type { ChangeSession } from '../definition-ports.ts';
import type { ChangeDeps } from './change-deps.ts';
import { mayNotChange } from './may-change.ts';

type Entered =
  | { readonly kind: 'open'; readonly session: ChangeSession }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** The account of a pipeline, for somebody who may change the pipeline; everybody else sees nothing of its definition. */
export async function enter(
  deps: ChangeDeps,
  request: OperationRequest,
  ref: PipelineRef,
  change: DefinitionChange,
): Promise<Entered> {
  const refusal = await mayNotChange(deps, request, ref, change);
  if (refusal) return { kind: 'answer', answer: { kind: 'refused', deed: undefined, refusal } };
  const { account, region } = ref;
  const opened = await deps.sessions.open({ account, region }, actorId(request.actor));
  if (opened.kind === 'open') return opened;
  if (opened.kind === 'failed') return { kind: 'answer', answer: { ...opened, deed: undefined } };
  const notServed = { reason: 'not_served' as const, account, region };
  return { kind: 'answer', answer: { kind: 'refused', deed: undefined, refusal: notServed } };
}
