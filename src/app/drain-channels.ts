import type { ChannelId, ExecutionRef } from '../domain/ids.ts';
import type { WantedMessage } from '../domain/message-plan.ts';
import { PER_CHANNEL } from '../domain/pace.ts';
import { errorWord } from './error-word.ts';
import type { KeepDeps } from './keep-deps.ts';
import { beginVisit, needsDrawing, nextLook, serve, visitExecution } from './keep-messages.ts';
import { planFor } from './plan-for.ts';
import type { StoredExecution } from './ports.ts';

/** What becomes possible within this time is waited for; the rest is left to a later sweep. */
const WAIT_AT_MOST_MS = 4_000;

/** What an execution has to draw in one channel. */
interface Errand {
  readonly execution: ExecutionRef;
  readonly priority: number;
  /** ISO; since when its first message is meant to be there, '' for one that nobody intended yet */
  readonly since: string;
}

/** Draws what executions have to draw, one server for each channel: in the order of service, one message after the other, until all is
 * drawn or the time is over. A channel takes one message a second, so servers of one channel would only stand in each other's way.
 * @param stopAt epoch ms
 * @returns whether something is left to draw */
export async function drainChannels(
  deps: KeepDeps,
  executions: readonly StoredExecution[],
  stopAt: number,
): Promise<boolean> {
  const errands = new Map<ChannelId, Errand[]>();
  for (const stored of executions) {
    await unlessBroken(deps, stored.execution.ref, async () => {
      const wanted = await toDraw(deps, stored);
      if (wanted.length === 0) await putAway(deps, stored);
      for (const channel of new Set(wanted.map((one) => one.channel))) {
        errands.set(channel, [...(errands.get(channel) ?? []), toErrand(stored, wanted, channel)]);
      }
    });
  }
  const left = await Promise.all([...errands].map(([channel, all]) => serveChannel(deps, channel, all, stopAt)));
  return left.some((one) => one);
}

/** One execution that cannot be read or drawn must not stop the others. */
async function unlessBroken<T>(deps: KeepDeps, ref: ExecutionRef, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    deps.log.error('An execution could not be brought up to date; a later sweep tries again', {
      executionId: ref.executionId,
      cause: errorWord(error),
    });
    return undefined;
  }
}

async function toDraw(deps: KeepDeps, stored: StoredExecution): Promise<WantedMessage[]> {
  const soon = { ...deps, now: () => deps.now() + WAIT_AT_MOST_MS };
  const { progress, plan } = await planFor(deps, stored);
  return plan.filter((wanted) => needsDrawing(soon, wanted, progress, stored, {}));
}

function toErrand({ execution, messages }: StoredExecution, wanted: WantedMessage[], channel: ChannelId): Errand {
  const here = wanted.filter((one) => one.channel === channel);
  const since = here.map(({ slot }) => messages[slot]?.at ?? '').toSorted()[0] ?? '';
  return { execution: execution.ref, priority: Math.min(...here.map(({ priority }) => priority)), since };
}

async function serveChannel(
  deps: KeepDeps,
  channel: ChannelId,
  errands: readonly Errand[],
  stopAt: number,
): Promise<boolean> {
  const inOrder = errands.toSorted((a, b) => a.priority - b.priority || (a.since < b.since ? -1 : 1));
  let left = false;
  for (const { execution } of inOrder) {
    if (deps.now() >= stopAt) return true;
    const ended = await unlessBroken(deps, execution, () => run(deps, channel, execution, stopAt));
    if (ended === 'channel_is_full') return true;
    left ||= ended === 'left';
  }
  return left;
}

/** Draws one execution's messages in this channel; whoever is ahead of them in the line is served first.
 * @returns `channel_is_full` when the time is over, or the channel takes nothing for longer than can be waited for */
async function run(
  deps: KeepDeps,
  channel: ChannelId,
  ref: ExecutionRef,
  stopAt: number,
): Promise<'done' | 'left' | 'channel_is_full'> {
  let served: string | undefined;
  while (deps.now() < stopAt) {
    const stored = await deps.executions.get(ref);
    if (!stored) return 'done';
    await untilPossible(deps, stored, stopAt);
    const visit = beginVisit(stopAt, { only: channel });
    const shown = await visitExecution(deps, stored, visit);
    const behind = visit.behind.get(channel);
    if (behind?.kind !== 'later') {
      await putAway(deps, shown);
      return behind ? 'left' : 'done';
    }
    if (behind.first && behind.first.id !== served) {
      await serve(deps, channel, behind.first, stopAt);
      served = behind.first.id;
    } else if (behind.first) {
      // Somebody else is at it: by the next slot they are done, or it has left the line.
      await deps.sleep(PER_CHANNEL.intervalMs);
      served = undefined;
    } else if (behind.untilMs >= stopAt) return 'channel_is_full';
    else await deps.sleep(Math.max(PER_CHANNEL.intervalMs, behind.untilMs - deps.now()));
  }
  return 'channel_is_full';
}

async function untilPossible(deps: KeepDeps, stored: StoredExecution, stopAt: number): Promise<void> {
  const at = await nextLook(deps, stored);
  const wait = (at ?? 0) - deps.now();
  if (wait > 0 && wait <= WAIT_AT_MOST_MS && deps.now() + wait < stopAt) await deps.sleep(wait);
}

/** Somebody looks again when there is something to do, and not before. */
async function putAway(deps: KeepDeps, stored: StoredExecution): Promise<void> {
  const dueAt = await nextLook(deps, stored);
  if (dueAt !== stored.dueAt) await deps.executions.setDue(stored.execution.ref, dueAt, stored.dueAt);
}
