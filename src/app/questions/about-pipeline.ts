import type { Answer } from '../answer.ts';
import { type FindDeps, findPipeline } from '../find-pipeline.ts';
import type { About } from '../reading.ts';

/** Finds the pipeline that a question is about, and answers it.
 * @param rest of the sentence behind the name, for "did you mean"
 * @param look undefined when CodePipeline knows the pipeline no more */
export async function aboutPipeline(
  deps: FindDeps,
  {
    verb,
    pipeline,
    rest = '',
  }: { readonly verb: string; readonly pipeline: string; readonly rest?: string | undefined },
  look: (about: About) => Promise<Answer | undefined>,
): Promise<Answer> {
  const found = await findPipeline(deps, pipeline, true, (name) => `${verb} ${name} ${rest}`.trim());
  if (found.kind === 'answer') return found.answer;
  return (await look({ ref: found.ref, name: found.name })) ?? { kind: 'not_found', typed: pipeline };
}
