import type { Freezes } from '../../src/app/ports.ts';
import type { FreezeOrder, Lift } from '../../src/domain/freeze.ts';
import type { FrozenWay } from '../../src/domain/frozen-way.ts';

/** The store of freezes in memory. */
export function createMemoryFreezes(): Freezes {
  const orders = new Map<string, FreezeOrder>();
  const lifts = new Map<string, Lift>();
  const told = new Set<string>();
  const ways = new Map<string, FrozenWay>();
  return {
    read: async () => ({ orders: [...orders.values()], lifts: [...lifts.values()], told: new Set(told) }),
    async order(order) {
      if (!orders.has(order.id)) orders.set(order.id, order);
    },
    async lift(lift) {
      if (!lifts.has(lift.id)) lifts.set(lift.id, lift);
    },
    async told(notice) {
      told.add(notice);
    },
    async forget(old) {
      for (const id of old.orders) orders.delete(id);
      for (const id of old.lifts) lifts.delete(id);
      for (const notice of old.told) told.delete(notice);
    },
    ways: async () => [...ways.values()],
    async setWay({ account, region, pipeline, stage }, next, seen) {
      const key = [account, region, pipeline, stage].join('|');
      const known = ways.get(key);
      if (known?.at !== seen?.at || known?.state !== seen?.state) return false;
      if (next) ways.set(key, next);
      else ways.delete(key);
      return true;
    },
  };
}
