import { type Freeze, freezes, isAbout, isGlob, names, scopeOf } from '../domain/freeze.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { Deed, FreezeTarget } from '../domain/operation.ts';
import type { Place } from '../domain/permissions.ts';
import { coversPipeline, type Policy, type StageNames } from '../domain/policy.ts';
import type { PipelineReads, PipelineSummary } from './codepipeline-ports.ts';
import { inBatches } from './in-batches.ts';

export interface FrozenPlacesDeps {
  readonly reads: Pick<PipelineReads, 'catalogue' | 'structure'>;
  readonly structures: Pick<PipelineReads, 'structure'>;
  readonly policy: Policy;
}

/** Definitions read at once. */
const AT_ONCE = 8;

/** The stages of every pipeline that a freeze would hold, or of which one that holds would be lifted. Pipelines in which it is about
 * no stage are left out.
 * @throws when a definition cannot be read: nothing is guessed */
export async function frozenPlaces(
  deps: FrozenPlacesDeps,
  { kind, target }: Extract<Deed, { kind: 'freeze' | 'unfreeze' }>,
  inForce: readonly Freeze[],
): Promise<Place[]> {
  const scope = scopeOf(target);
  const refs = await pipelinesOf(deps, kind, target);
  const concerns = (ref: PipelineRef, stage: StageNames) =>
    kind === 'freeze'
      ? isAbout(scope, deps.policy, ref, stage)
      : names(scope, ref, stage) && inForce.some((freeze) => freezes(freeze, deps.policy, ref, stage));
  return (await inBatches(refs, AT_ONCE, (ref) => placeIn(deps, ref, concerns))).flat();
}

async function placeIn(
  deps: FrozenPlacesDeps,
  { account, region, pipeline, version }: PipelineSummary,
  concerns: (ref: PipelineRef, stage: StageNames) => boolean,
): Promise<Place[]> {
  const ref = { account, region, pipeline };
  const structure = (await deps.structures.structure(ref, version)) ?? (await deps.reads.structure(ref, undefined));
  const stages = (structure?.stages ?? []).flatMap(({ name }): StageNames[] => (concerns(ref, [name]) ? [[name]] : []));
  return stages.length === 0 ? [] : [{ ref, stages }];
}

/** The pipelines whose names fit. One that is named is not looked for: it may be too new to be listed. */
export async function pipelinesOf(
  { reads }: Pick<FrozenPlacesDeps, 'reads'>,
  kind: 'freeze' | 'unfreeze',
  target: FreezeTarget,
): Promise<PipelineSummary[]> {
  const { account, region, pipeline } = target;
  if (!isGlob(pipeline)) return [{ account, region, pipeline }];
  const scope = scopeOf(target);
  const { pipelines, unread } = await reads.catalogue();
  // Who freezes too much does no harm; what nobody could look at is not opened on a guess.
  if (kind === 'unfreeze' && unread.length > 0) throw new Error('Not all accounts can be listed; nothing is unfrozen');
  return pipelines.filter((ref) => coversPipeline(scope, ref));
}
