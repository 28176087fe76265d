import { windowsToCome } from '../../domain/freeze.ts';
import type { Answer } from '../answer.ts';
import { type FrozenNowDeps, inForceNow } from '../frozen-stage.ts';

/** What must not ship now, and what the policy will close next. */
export async function freezesNow(deps: FrozenNowDeps): Promise<Answer> {
  return { kind: 'freezes', freezes: await inForceNow(deps), next: windowsToCome(deps.policy, deps.now()) };
}
