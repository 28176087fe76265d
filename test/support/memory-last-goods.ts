import type { LastGoods } from '../../src/app/ports.ts';
import type { PipelineRef } from '../../src/domain/ids.ts';
import type { LastGood } from '../../src/domain/last-good.ts';

/** The store of last successes in memory. */
export function createMemoryLastGoods(): LastGoods {
  const goods = new Map<string, LastGood>();
  const keyOf = ({ account, region, pipeline }: PipelineRef, stage: string) =>
    JSON.stringify([account, region, pipeline, stage]);
  return {
    async note(ref, stage, good) {
      const known = goods.get(keyOf(ref, stage));
      if (!known || known.at < good.at) goods.set(keyOf(ref, stage), good);
    },
    of: async (ref, stage) => goods.get(keyOf(ref, stage)),
  };
}
