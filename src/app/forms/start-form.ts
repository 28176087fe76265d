import type { FormWish } from '../../domain/form.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import { type Form, type MayThey, refusedForm } from './form.ts';

/** Every variable of the pipeline, and every source of which a revision can be named. */
export async function startForm(
  { reads }: { readonly reads: Pick<PipelineReads, 'structure'> },
  { target, given = { variables: {} } }: Extract<FormWish, { form: 'start' }>,
  mayThey: MayThey,
): Promise<Form> {
  const structure = await reads.structure(target, undefined);
  if (!structure) return refusedForm({ reason: 'pipeline_not_found', pipeline: target.pipeline });
  const start = { kind: 'start', target, variables: {} } as const;
  const choosable = structure.sources.filter(({ takes }) => takes.length > 0);
  const mayChoose = choosable.length > 0 && (await mayThey({ ...start, revisions: [] })) === undefined;
  const refusal = mayChoose ? undefined : await mayThey(start);
  if (refusal) return refusedForm(refusal);
  return {
    kind: 'start',
    ref: target,
    variables: structure.variables,
    sources: mayChoose ? choosable : [],
    given,
  };
}
