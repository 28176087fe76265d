import type { StageRef } from '../../domain/form.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import { rollbackChoice } from '../rollback-choice.ts';
import { type Form, type MayThey, refusedForm } from './form.ts';

/** The executions that a stage can go back to. */
export async function rollbackForm(
  { reads }: { readonly reads: PipelineReads },
  ref: StageRef,
  mayThey: MayThey,
): Promise<Form> {
  const look = await rollbackChoice(reads, ref);
  if (look.kind === 'refused') return refusedForm(look.refusal);
  const { choice } = look;
  const refusal = await mayThey({
    kind: 'rollback',
    target: { ...ref, executionId: choice.holder },
    to: choice.holder,
  });
  return refusal ? refusedForm(refusal) : { kind: 'rollback', choice };
}
