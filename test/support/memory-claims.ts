import type { Claims } from '../../src/app/ports.ts';
import type { OperationId } from '../../src/domain/ids.ts';
import type { Deed, Outcome } from '../../src/domain/operation.ts';

interface StoredOperation {
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
  const effects = new Map<string, { operationId: OperationId; byName: string }>();
  return {
    outcomes: () => new Map([...operations].map(([id, { outcome }]) => [id, outcome])),
    async claimOperation({ operationId }, owner, leaseUntil) {
      const known = operations.get(operationId);
      if (!known) {
        operations.set(operationId, { owner, leaseUntil });
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
      const known = effects.get(effect) ?? { operationId, byName };
      effects.set(effect, known);
      return { mine: known.operationId === operationId, byName: known.byName };
    },
    effectHolder: async (effect) => effects.get(effect)?.operationId,
    async releaseEffect(effect, operationId) {
      if (effects.get(effect)?.operationId === operationId) effects.delete(effect);
    },
    async finishOperation(operationId, outcome) {
      Object.assign(operations.get(operationId) ?? {}, { outcome });
    },
    async rememberDeed(operationId, deed) {
      Object.assign(operations.get(operationId) ?? {}, { deed });
    },
    async toldOperation(operationId) {
      Object.assign(operations.get(operationId) ?? {}, { told: true });
    },
  };
}
