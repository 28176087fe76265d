import type { Red, Reds } from '../../src/app/ports.ts';
import { samePipeline } from '../../src/domain/ids.ts';

/** The store of red stages in memory. */
export function createMemoryReds(): Reds {
  const reds = new Map<string, Red>();
  const keyOf = ({ execution, stage }: Red) => JSON.stringify([execution, stage]);
  return {
    async note(red) {
      if (!reds.has(keyOf(red))) reds.set(keyOf(red), red);
    },
    of: async (pipeline) => [...reds.values()].filter(({ execution }) => samePipeline(execution, pipeline)),
    async forget(red) {
      reds.delete(keyOf(red));
    },
  };
}
