import type { Call, NeededRight } from './needed-rights.ts';
import { neededRights } from './needed-rights.ts';

/** A right that somebody needed: a function, by its name, or a role that one of them assumed, by its ARN. */
export interface UsedRight extends NeededRight {
  by: string;
}

export interface UsedRights {
  note(by: string, call: Call): void;
  /** each once */
  list(): UsedRight[];
}

/** What IAM would have been asked. Nothing is refused here: the tests put it to a simulator of IAM. */
export function createUsedRights(): UsedRights {
  const used = new Map<string, UsedRight>();
  return {
    note(by, call) {
      for (const right of neededRights(call)) {
        const one = { by, ...right };
        used.set(JSON.stringify(one), one);
      }
    },
    list: () => [...used.values()],
  };
}
