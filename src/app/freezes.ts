import { windowsInForce } from '../domain/freeze.ts';
import type { Policy } from '../domain/policy.ts';
import type { Freezes } from './ports.ts';

/** The freezes of the policy, which need no store. */
export function createFreezes(policy: Policy, now: () => number): Freezes {
  return { inForce: async () => windowsInForce(policy, now()) };
}
