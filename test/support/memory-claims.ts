import type { Claims } from '../../src/app/ports.ts';
import type { OperationId } from '../../src/domain/ids.ts';
import type { Deed, Outcome } from '../../src/domain/operation.ts';

const DAY_MS = 24 * 3_600_000;

interface StoredOperation {
  /** epoch ms, as the table's time to live */
  expiresAt: number;
  owner: string;
  leaseUntil: number;
  outcome?: Outcome;
  told?: boolean;
  deliveries?: number;
  deed?: Deed;
}

/** Claims of operations and effects in memory: the same rules as the table. */
export function createMemoryClaims(now: () => number): Claims & { outcomes(): Map<string, Outcome | undefined> } {
  const operations = new Map<string, StoredOperation>();
  const effects = new Map<string, { operationId: OperationId; byName: string; expiresAt: number }>();
  /** What has expired counts as absent. */
  const current = <T extends { expiresAt: number }>(items: Map<string, T>, name: string): T | undefined => {
    const known = items.get(name);
    return known && known.expiresAt > now() ? known : undefined;
  };
  const change = (operationId: OperationId, changed: Partial<StoredOperation>) => {
    Object.assign(operations.get(operationId) ?? {}, changed, { expiresAt: now() + 14 * DAY_MS });
  };
  return {
    outcomes: () => new Map([...operations].map(([id, { outcome }]) => [id, outcome])),
    async claimOperation({ operationId }, owner, leaseUntil) {
      const known = current(operations, operationId);
      if (!known) {
        operations.set(operationId, { owner, leaseUntil, expiresAt: now() + 14 * DAY_MS });
        return { kind: 'fresh' };
      }
      if (known.told) return { kind: 'finished' };
      const deed = known.deed === undefined ? {} : { deed: known.deed };
      if (known.outcome) return { kind: 'untold', outcome: known.outcome, ...deed };
      if (known.owner === owner) return { kind: 'fresh' };
      if (known.leaseUntil >= now()) return { kind: 'busy' };
      const delivery = (known.deliveries ?? 1) + 1;
      Object.assign(known, { owner, leaseUntil, deliveries: delivery });
      return { kind: 'resumed', delivery, ...deed };
    },
    async claimEffect(effect, { operationId }, byName) {
      const known = current(effects, effect) ?? { operationId, byName, expiresAt: now() + DAY_MS };
      effects.set(effect, known);
      return { mine: known.operationId === operationId, byName: known.byName };
    },
    effectHolder: async (effect) => current(effects, effect)?.operationId,
    async releaseEffect(effect, operationId) {
      if (effects.get(effect)?.operationId === operationId) effects.delete(effect);
    },
    async finishOperation(operationId, outcome) {
      change(operationId, { outcome });
    },
    async rememberDeed(operationId, deed) {
      change(operationId, { deed });
    },
    async toldOperation(operationId) {
      change(operationId, { told: true });
    },
  };
}
