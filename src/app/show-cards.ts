import type { ExecutionRef } from '../domain/ids.ts';
import type { Answer } from './answer.ts';
import { errorWord } from './error-word.ts';
import type { KeepDeps } from './keep-deps.ts';
import { keepMessages } from './keep-messages.ts';

/** A press brings no new flood. */
const AT_ONCE = 30;
/** The first come at once; the rest is for the sweep, so that nobody else's request waits behind them. */
const SPARE_MS = 20_000;

/** Posts the cards of executions that a digest stands for, the first thirty that nobody has asked for yet.
 * @param of the execution that carries the digest
 * @param tell is called before the cards come, which takes a second each */
export async function showCards(
  deps: KeepDeps,
  of: ExecutionRef,
  tell: (answer: Answer) => Promise<void>,
): Promise<void> {
  const digest = await deps.executions.get(of);
  const unasked = Object.values(digest?.execution.uncarded ?? {}).filter(({ asked }) => !asked);
  const now = unasked.slice(0, AT_ONCE);
  for (const uncarded of now) await deps.executions.askForCard(of, uncarded);
  await tell({ kind: 'cards', coming: now.length, left: unasked.length - now.length });
  for (const ref of [of, ...now.map(({ execution }) => execution)]) {
    if (deps.timeLeft() < SPARE_MS) return;
    await draw(deps, ref);
  }
}

/** They are due by now, so the next sweep draws what could not be drawn here; a repeated delivery would ask for thirty more. */
async function draw(deps: KeepDeps, ref: ExecutionRef): Promise<void> {
  try {
    const stored = await deps.executions.get(ref);
    if (stored) await keepMessages(deps, stored);
  } catch (error) {
    deps.log.warn('A card that was asked for could not be drawn; the next sweep tries again', {
      executionId: ref.executionId,
      cause: errorWord(error),
    });
  }
}
