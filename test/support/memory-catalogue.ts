import type { CatalogueKeeper, KeptCatalogue, PipelineParts } from '../../src/app/ports.ts';
import type { PipelineRef } from '../../src/domain/ids.ts';
import { samePlace } from '../../src/domain/served.ts';

const keyOf = ({ account, region, pipeline }: PipelineRef) => [account, region, pipeline].join('|');

/** The stored catalogue in memory. */
export function createMemoryCatalogue(): KeptCatalogue & CatalogueKeeper {
  const lines = new Map<string, PipelineRef>();
  const parts = new Map<string, PipelineParts>();
  const plain = ({ account, region, pipeline }: PipelineRef) => ({ account, region, pipeline });
  return {
    pipelines: async () => [...lines.values()],
    parts: async (of) => parts.get(keyOf(of)) ?? { stages: [], executions: [] },
    async keep(listed) {
      const there = new Set(listed.map(keyOf));
      for (const ref of [...lines.values()]) {
        const isListed = listed.some((one) => samePlace(one, ref));
        if (isListed && !there.has(keyOf(ref))) lines.delete(keyOf(ref));
      }
      for (const ref of listed) lines.set(keyOf(ref), plain(ref));
    },
    keepParts: async (of, kept) => void parts.set(keyOf(of), kept),
  };
}
