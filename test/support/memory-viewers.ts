import type { Viewer, Viewers } from '../../src/app/ports.ts';
import type { UserId } from '../../src/domain/ids.ts';

/** The store of who opened their Home tab, in memory. */
export function createMemoryViewers(now: () => number): Viewers {
  const viewers = new Map<UserId, Viewer & { readonly openedAt: number }>();
  return {
    opened: async (user, what) => void viewers.set(user, { user, openedAt: now(), ...what }),
    async redrawn(user, what) {
      const known = viewers.get(user);
      if (known) viewers.set(user, { ...known, ...what });
    },
    since: async (ms) =>
      [...viewers.values()]
        .filter(({ openedAt }) => openedAt > ms)
        .toSorted((a, b) => b.openedAt - a.openedAt)
        .map(({ openedAt: _openedAt, ...viewer }) => viewer),
  };
}
