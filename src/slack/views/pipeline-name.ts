import type { Progress } from '../../domain/progress.ts';

/** `shop-web`, and where it is in another account `prod:shop-web`: of two alike nobody should press the wrong one. */
export function pipelineName({ ref, qualifiedName }: Pick<Progress, 'ref' | 'qualifiedName'>): string {
  return qualifiedName ?? ref.pipeline;
}
