import type { ChannelId } from '../domain/ids.ts';
import type { WantedMessage } from '../domain/message-plan.ts';
import type { Waiting } from '../domain/pace.ts';
import type { Progress } from '../domain/progress.ts';
import { drawMessage } from './draw-message.ts';
import { type KeepDeps, SPARE_MS, type Visit } from './keep-deps.ts';
import { lookAgainAt } from './look-again.ts';
import { isDrawn, planFor, threadOf } from './plan-for.ts';
import type { KeptMessage, StoredExecution } from './ports.ts';
import { channelBucket } from './reserve-slot.ts';

/** A little later than needed is soon enough: the sweep looks half a minute ahead, and each change of the time moves an index. */
const SOON_ENOUGH_MS = 15_000;

/** Brings every message about an execution up to date: draws the newest version, posts what is missing, adopts what was lost.
 *
 * Safe to call from anywhere at any time; whoever holds a message's lease draws also what came meanwhile, so callers that find
 * a lease taken have nothing to do. Where a message has to step back behind another in its channel, that one is served on the way.
 * Why it is done like this: keep-messages.why.md.
 */
export async function keepMessages(deps: KeepDeps, start: StoredExecution): Promise<StoredExecution> {
  const visit = beginVisit(deps.now() + deps.timeLeft() - SPARE_MS);
  const stored = await visitExecution(deps, start, visit);
  for (const [channel, behind] of visit.behind) {
    if (behind.kind === 'later' && behind.first) await serve(deps, channel, behind.first, visit.stopAt);
  }
  return stored;
}

/** @param more a walk over the messages of one channel, or for the sake of one message */
export function beginVisit(stopAt: number, more: Pick<Visit, 'called' | 'only'> = {}): Visit {
  return { stopAt, left: new Set(), behind: new Map(), digests: new Map(), ...more };
}

/** Draws what is to be drawn of an execution, and the digest of a channel that had no room for its card. */
export async function visitExecution(deps: KeepDeps, start: StoredExecution, visit: Visit): Promise<StoredExecution> {
  const stored = await drawAll(deps, start, visit);
  for (const digest of visit.digests.values()) await drawAll(deps, digest, beginVisit(visit.stopAt));
  return stored;
}

async function drawAll(deps: KeepDeps, start: StoredExecution, visit: Visit): Promise<StoredExecution> {
  let stored = start;
  while (deps.now() < visit.stopAt) {
    const { progress, plan } = await planFor(deps, stored);
    const next = plan.find(
      (wanted) => !visit.left.has(wanted.slot) && needsDrawing(deps, wanted, progress, stored, visit),
    );
    if (!next) return leaveWord(deps, stored);
    stored = await drawMessage(deps, next, stored, visit);
  }
  await deps.executions.setDue(stored.execution.ref, deps.now(), stored.dueAt);
  return stored;
}

/** Draws the message that goes first in a channel. One that has nothing to draw any more leaves the line. */
export async function serve(deps: KeepDeps, channel: ChannelId, first: Waiting, stopAt: number): Promise<void> {
  const visit = beginVisit(stopAt, { called: first.slot });
  const stored = await deps.executions.get(first.execution);
  if (stored) await visitExecution(deps, stored, visit);
  if (!visit.left.has(first.slot) && deps.now() < stopAt) await deps.pace.leave(channelBucket(channel), first.id);
}

/** Somebody looks again when the first of its messages needs it: who let go of one of them may not have known of the others. */
async function leaveWord(deps: KeepDeps, stored: StoredExecution): Promise<StoredExecution> {
  const dueAt = await nextLook(deps, stored);
  if (dueAt === undefined || (stored.dueAt !== undefined && stored.dueAt <= dueAt + SOON_ENOUGH_MS)) return stored;
  const moved = await deps.executions.setDue(stored.execution.ref, dueAt, stored.dueAt);
  return moved ? { ...stored, dueAt } : stored;
}

/** When somebody has to look at an execution again (epoch ms). @returns undefined when nothing is waited for */
export async function nextLook(deps: KeepDeps, stored: StoredExecution): Promise<number | undefined> {
  return lookAgainAt(deps, await planFor(deps, stored), stored);
}

/** @param visit of one channel, or with a message that is called up whatever pause it was told to make */
export function needsDrawing(
  deps: KeepDeps,
  wanted: WantedMessage,
  progress: Progress,
  stored: StoredExecution,
  { called, only }: Pick<Visit, 'called' | 'only'>,
): boolean {
  const kept = stored.messages[wanted.slot];
  if (only !== undefined && wanted.channel !== only) return false;
  if (wanted.inThread && !threadOf(wanted, stored)) return false;
  if (!kept) return true;
  if (kept.dead !== undefined) return false;
  if ((kept.notBefore ?? 0) > deps.now() && called !== wanted.slot) return false;
  if (isHeld(kept, wanted.urgent && !wanted.waits, deps.now())) return false;
  if ((kept.twinCheckAt ?? Number.POSITIVE_INFINITY) <= deps.now()) return true;
  return !isDrawn(deps, kept, wanted, progress, stored);
}

function isHeld(kept: KeptMessage, urgent: boolean, now: number): boolean {
  if ((kept.leaseUntil ?? 0) < now) return false;
  return !(urgent && (kept.quietUntil ?? 0) > now);
}
