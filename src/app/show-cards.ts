import type { ExecutionRef } from '../domain/ids.ts';
import type { Answer } from './answer.ts';
import type { KeepDeps } from './keep-deps.ts';
import { keepMessages } from './keep-messages.ts';

/** A press brings no new flood. */
const AT_ONCE = 30;
/** What is left of the invocation's time is the sweep's. */
const SPARE_MS = 10_000;

/** Posts the cards of executions that a digest stands for, the first thirty that nobody has asked for yet.
 * @param of the execution that carries the digest */
export async function showCards(deps: KeepDeps, of: ExecutionRef): Promise<Answer> {
  const digest = await deps.executions.get(of);
  const unasked = Object.values(digest?.execution.uncarded ?? {}).filter(({ asked }) => !asked);
  const now = unasked.slice(0, AT_ONCE);
  for (const uncarded of now) await deps.executions.askForCard(of, uncarded);
  for (const ref of [of, ...now.map(({ execution }) => execution)]) {
    if (deps.timeLeft() < SPARE_MS) break;
    const stored = await deps.executions.get(ref);
    if (stored) await keepMessages(deps, stored);
  }
  return { kind: 'cards', coming: now.length, left: unasked.length - now.length };
}
