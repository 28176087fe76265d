import type { WantedMessage } from '../domain/message-plan.ts';
import type { Progress } from '../domain/progress.ts';
import { drawMessage } from './draw-message.ts';
import { type KeepDeps, SPARE_MS } from './keep-deps.ts';
import { lookAgainAt } from './look-again.ts';
import { isDrawn, planFor, threadOf } from './plan-for.ts';
import type { KeptMessage, StoredExecution } from './ports.ts';

/** Brings every message about an execution up to date: draws the newest version, posts what is missing, adopts what was lost.
 *
 * Safe to call from anywhere at any time; whoever holds a message's lease draws also what came meanwhile, so callers that find
 * a lease taken have nothing to do. Why it is done like this: keep-messages.why.md.
 */
export async function keepMessages(deps: KeepDeps, start: StoredExecution): Promise<StoredExecution> {
  const stopAt = deps.now() + deps.timeLeft() - SPARE_MS;
  const left = new Set<string>();
  let stored = start;
  while (deps.now() < stopAt) {
    const { progress, plan } = await planFor(deps, stored);
    const next = plan.find((wanted) => !left.has(wanted.slot) && needsDrawing(deps, wanted, progress, stored));
    if (!next) return leaveWord(deps, stored);
    stored = await drawMessage(deps, next, stored, stopAt, left);
  }
  await deps.executions.setDue(stored.execution.ref, deps.now(), stored.dueAt);
  return stored;
}

/** Somebody looks again when the first of its messages needs it: who let go of one of them may not have known of the others. */
async function leaveWord(deps: KeepDeps, stored: StoredExecution): Promise<StoredExecution> {
  const dueAt = await nextLook(deps, stored);
  if (dueAt === undefined || (stored.dueAt !== undefined && stored.dueAt <= dueAt)) return stored;
  const moved = await deps.executions.setDue(stored.execution.ref, dueAt, stored.dueAt);
  return moved ? { ...stored, dueAt } : stored;
}

/** When somebody has to look at an execution again (epoch ms). @returns undefined when nothing is waited for */
export async function nextLook(deps: KeepDeps, stored: StoredExecution): Promise<number | undefined> {
  const { progress, plan } = await planFor(deps, stored);
  return lookAgainAt(deps, plan, progress, stored);
}

function needsDrawing(deps: KeepDeps, wanted: WantedMessage, progress: Progress, stored: StoredExecution): boolean {
  const kept = stored.messages[wanted.slot];
  if (wanted.inThread && !threadOf(wanted, stored)) return false;
  if (!kept) return true;
  if (kept.dead !== undefined || (kept.notBefore ?? 0) > deps.now()) return false;
  if (isHeld(kept, wanted.urgent, deps.now())) return false;
  if ((kept.twinCheckAt ?? Number.POSITIVE_INFINITY) <= deps.now()) return true;
  return !isDrawn(deps, kept, wanted, progress, stored);
}

function isHeld(kept: KeptMessage, urgent: boolean, now: number): boolean {
  if ((kept.leaseUntil ?? 0) < now) return false;
  return !(urgent && (kept.quietUntil ?? 0) > now);
}
