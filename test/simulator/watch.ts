import { untrueNow } from './invariants/shown.ts';
import { MINUTE } from './places.ts';
import type { World } from './world.ts';

const LOOK_EVERY_MS = 15_000;
/** Promise 2: what Slack shows becomes true within two minutes after the last fault; the rest is for the look itself and for Slack's pace. */
const BOUND_MS = 2 * MINUTE + LOOK_EVERY_MS + 5_000;
/** An execution of which nobody told is found within a quarter of an hour. */
const UNANNOUNCED_MS = 16 * MINUTE + BOUND_MS;

/** Looks at Slack and CodePipeline while a story goes on. */
export interface Watch {
  look(): Promise<void>;
  /** what was not true for too long, in words */
  readonly problems: () => readonly string[];
}

export function createWatch(world: World): Watch {
  const since = new Map<string, number>();
  const problems = new Map<string, string>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    problems: () => [...problems.values()],
    async look() {
      const now = world.world.now();
      if (now < lookedAt + LOOK_EVERY_MS) return;
      lookedAt = now;
      const untrue = await untrueNow(world, await world.truth());
      for (const key of since.keys()) if (untrue.every(([one]) => one !== key)) since.delete(key);
      for (const [key, words] of untrue) {
        const began = since.get(key) ?? now;
        since.set(key, began);
        const bound = key.startsWith('no card') ? UNANNOUNCED_MS : BOUND_MS;
        if (now - Math.max(began, world.lastFaultAt()) <= bound || problems.has(key)) continue;
        problems.set(key, `for over ${Math.round(bound / 1000)} s: ${words}`);
        world.note(`✗ ${words}`);
      }
    },
  };
}
