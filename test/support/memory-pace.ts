import type { PaceStore } from '../../src/app/ports.ts';
import type { ExecutionRef } from '../../src/domain/ids.ts';
import type { Waiting } from '../../src/domain/pace.ts';

interface Kept {
  paidUntil: number;
  readonly waiting: Map<string, Waiting>;
  digest?: { readonly execution: ExecutionRef; readonly at: number };
}

/** The store of paces in memory: the same rules as the table. */
export function createMemoryPace(now: () => number): PaceStore {
  const buckets = new Map<string, Kept>();
  const bucketOf = (name: string): Kept => {
    const known = buckets.get(name) ?? { paidUntil: 0, waiting: new Map() };
    buckets.set(name, known);
    return known;
  };
  return {
    async get(name) {
      const kept = buckets.get(name);
      return kept && { paidUntil: kept.paidUntil, waiting: [...kept.waiting.values()] };
    },
    async put(name, next, seen, served) {
      const kept = bucketOf(name);
      if (kept.paidUntil !== (seen?.paidUntil ?? 0)) return false;
      kept.paidUntil = next.paidUntil;
      if (served !== undefined) kept.waiting.delete(served);
      return true;
    },
    async wait(name, message, forgotten) {
      const { waiting } = bucketOf(name);
      for (const id of forgotten) waiting.delete(id);
      waiting.set(message.id, message);
      return [...waiting.values()];
    },
    async leave(name, id) {
      bucketOf(name).waiting.delete(id);
    },
    async digestOf(name, candidate, since, full) {
      const kept = bucketOf(name);
      const standing = kept.digest;
      if (standing && standing.at >= since && JSON.stringify(standing.execution) !== JSON.stringify(full))
        return standing.execution;
      kept.digest = { execution: candidate, at: now() };
      return candidate;
    },
  };
}
