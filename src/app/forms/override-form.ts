import type { StageRef } from '../../domain/form.ts';
import { blocksIn } from '../blocked-by.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import { type Form, type MayThey, refusedForm } from './form.ts';

/** The conditions that stop or hold an execution in a stage. */
export async function overrideForm(
  { reads }: { readonly reads: Pick<PipelineReads, 'state'> },
  ref: StageRef,
  mayThey: MayThey,
): Promise<Form> {
  const live = await reads.state(ref);
  if (!live) return refusedForm({ reason: 'pipeline_not_found', pipeline: ref.pipeline });
  const stage = live.stages.find(({ name }) => name === ref.stage);
  if (!stage) return refusedForm({ reason: 'stage_not_found', stage: ref.stage });
  const blocks = blocksIn(stage).flatMap(({ place, condition: { run, rules, status } }) =>
    run === undefined ? [] : [{ place, run, rules, status }],
  );
  const { executionId } = stage;
  const [first] = blocks;
  if (executionId === undefined || !first) return refusedForm({ reason: 'not_blocked' });
  const target = { ...ref, executionId, run: first.run };
  const refusal = await mayThey({ kind: 'override', target, place: first.place });
  return refusal ? refusedForm(refusal) : { kind: 'override', ref, executionId, blocks };
}
