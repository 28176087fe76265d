import type { AccountRegion } from '../../domain/ids.ts';
import { samePlace } from '../../domain/served.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';

/** The accounts and regions in which a person may look at a pipeline: what belongs to none in particular is told of these. */
export async function placesSeen(reads: Pick<PipelineReads, 'catalogue'>): Promise<AccountRegion[]> {
  const places: AccountRegion[] = [];
  for (const { account, region } of (await reads.catalogue()).pipelines) {
    if (!places.some((place) => samePlace(place, { account, region }))) places.push({ account, region });
  }
  return places;
}
