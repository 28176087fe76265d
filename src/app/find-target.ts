import { isGlob, scopeOf } from '../domain/freeze.ts';
import type { PatternTarget } from '../domain/operation.ts';
import { coversPipeline } from '../domain/policy.ts';
import { meantPlaces, parseQualified, placeName } from '../domain/qualified-name.ts';
import type { Answer } from './answer.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { type FindDeps, findPipeline } from './find-pipeline.ts';

interface TargetDeps extends FindDeps {
  readonly reads: Pick<PipelineReads, 'catalogue' | 'structure' | 'list'>;
}

export type FoundTarget =
  | { readonly kind: 'target'; readonly target: PatternTarget /** what it has to be called */; readonly called: string }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** Finds what is meant by the exact name of a pipeline, or by a pattern that fits at least one.
 * @param rerun the sentence with a better name in it */
export async function findTarget(
  deps: TargetDeps,
  typed: string,
  rerun: (name: string) => string,
): Promise<FoundTarget> {
  if (isGlob(typed)) return findPattern(deps, typed, rerun);
  const found = await findPipeline(deps, typed, false, rerun);
  if (found.kind === 'answer') return found;
  const { account, region, pipeline } = found.ref;
  return { kind: 'target', target: { account, region, pipeline }, called: found.name };
}

/** A pattern is meant everywhere, unless an account is typed with it. */
async function findPattern(
  { served, reads }: TargetDeps,
  typed: string,
  rerun: (name: string) => string,
): Promise<FoundTarget> {
  const wanted = parseQualified(typed);
  const places = meantPlaces(served, wanted);
  const [place = served.home, ...others] = places;
  if (wanted.account !== undefined && others.length > 0) {
    const candidates = places.map((one) => `${placeName(served, one)}:${wanted.pipeline}`);
    return { kind: 'answer', answer: { kind: 'choice', typed, candidates, commands: candidates.map(rerun) } };
  }
  const everywhere = wanted.account === undefined ? { everywhere: true as const } : {};
  const { account, region } = wanted.account === undefined ? served.home : place;
  const target = { account, region, pipeline: wanted.pipeline, ...everywhere };
  const scope = scopeOf(target);
  const fits = (await reads.list()).some((ref) => coversPipeline(scope, ref));
  return fits ? { kind: 'target', target, called: typed } : { kind: 'answer', answer: { kind: 'not_found', typed } };
}
