import type { PipelineReads, PipelineStructure } from '../app/codepipeline-ports.ts';
import type { Log } from '../app/ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import { errorName } from './errors.ts';

/** A version never changes, so what was read of it stays true; what could not be read is asked again after a while. */
const RETRY_AFTER_MS = 60_000;
const AT_MOST = 500;

/** GetPipeline of a version, read once per container, for the order of stages on cards.
 *
 * Drawing must not fail because a read does: a pipeline of another account, one that is gone, or a refused read gives `undefined`,
 * and the card stands in the order in which its stages were seen.
 */
export function createStructureCache(
  reads: Pick<PipelineReads, 'structure'>,
  now: () => number,
  log: Log,
): Pick<PipelineReads, 'structure'> {
  const cache = new Map<string, { readonly at: number; readonly structure: PipelineStructure | undefined }>();

  async function read(ref: PipelineRef, version: number | undefined): Promise<PipelineStructure | undefined> {
    try {
      return await reads.structure(ref, version);
    } catch (error) {
      log.warn('The structure of a pipeline could not be read; its card goes without it', {
        pipeline: ref.pipeline,
        cause: errorName(error),
      });
      return undefined;
    }
  }

  return {
    async structure(ref, version) {
      const key = [ref.account, ref.region, ref.pipeline, version ?? ''].join('|');
      const known = cache.get(key);
      const lasts = known?.structure !== undefined && version !== undefined;
      if (known && (lasts || now() - known.at < RETRY_AFTER_MS)) return known.structure;
      const structure = await read(ref, version);
      if (cache.size >= AT_MOST) cache.clear();
      cache.set(key, { at: now(), structure });
      return structure;
    },
  };
}
