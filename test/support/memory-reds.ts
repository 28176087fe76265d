import type { Red, Reds } from '../../src/app/ports.ts';
import { type PipelineRef, samePipeline } from '../../src/domain/ids.ts';

/** The store of red stages in memory. */
export function createMemoryReds(): Reds {
  const reds = new Map<string, Red>();
  const streaks = new Map<string, Red>();
  const streakOf = ({ account, region, pipeline }: PipelineRef, stage: string) =>
    JSON.stringify([account, region, pipeline, stage]);
  const keyOf = ({ execution, stage }: Red) => JSON.stringify([execution, stage]);
  return {
    async note(red) {
      if (!reds.has(keyOf(red))) reds.set(keyOf(red), red);
      const streak = streakOf(red.execution, red.stage);
      if (!streaks.has(streak)) streaks.set(streak, red);
    },
    of: async (pipeline) => [...reds.values()].filter(({ execution }) => samePipeline(execution, pipeline)),
    async forget(red) {
      reds.delete(keyOf(red));
    },
    streak: async (pipeline, stage) => streaks.get(streakOf(pipeline, stage)),
    async endStreak(first) {
      const key = streakOf(first.execution, first.stage);
      if (streaks.get(key)?.at === first.at) streaks.delete(key);
    },
  };
}
