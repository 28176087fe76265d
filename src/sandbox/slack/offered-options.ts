import type { OfferedOptions } from '../ports.ts';
import { type FoundElement, optionsOf } from './elements/find-elements.ts';
import type { JsonObject } from './json.ts';

/** Of one menu and person; more are forgotten, the oldest first. */
const KEPT = 500;

/** What the app offered in menus whose options it supplies: what somebody chooses is an option that they were shown. */
export interface Offered {
  remember(user: string, menu: FoundElement, offered: OfferedOptions): void;
  /** the newest with one value last */
  to(user: string, menu: FoundElement): JsonObject[];
}

export function createOffered(): Offered {
  const known = new Map<string, Map<unknown, JsonObject>>();
  const keyOf = (user: string, { blockId, actionId }: FoundElement) => JSON.stringify([user, blockId, actionId]);
  return {
    remember(user, menu, offered) {
      const key = keyOf(user, menu);
      const options = known.get(key) ?? new Map<unknown, JsonObject>();
      for (const option of optionsOf({ ...offered })) {
        options.delete(option.value);
        options.set(option.value, option);
      }
      known.set(key, new Map([...options].slice(-KEPT)));
    },
    to: (user, menu) => [...(known.get(keyOf(user, menu))?.values() ?? [])],
  };
}
