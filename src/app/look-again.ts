import type { WantedMessage } from '../domain/message-plan.ts';
import { nextReadAt } from '../domain/next-read.ts';
import type { Progress } from '../domain/progress.ts';
import { type KeepDeps, LEASE_MS } from './keep-deps.ts';
import { isDrawn, threadOf } from './plan-for.ts';
import type { MessageResult, StoredExecution } from './ports.ts';

/** When somebody has to look at an execution again (epoch ms): when a message's turn comes, a lease is surely over, a twin may have
 * shown up, or what is known should be compared with CodePipeline.
 * @returns undefined when nothing is waited for */
export function lookAgainAt(
  deps: KeepDeps,
  plan: readonly WantedMessage[],
  progress: Progress,
  stored: StoredExecution,
): number | undefined {
  const times = plan.flatMap((wanted) => neededAt(deps, wanted, progress, stored));
  const first = Math.min(...[...times, readAgainAt(stored, progress)].filter((time) => time !== undefined));
  return Number.isFinite(first) ? first : undefined;
}

/** The same, once a message has been let go with this result. */
export function lookAgainAfter(
  deps: KeepDeps,
  plan: readonly WantedMessage[],
  progress: Progress,
  stored: StoredExecution,
  slot: string,
  result: MessageResult,
): number | undefined {
  const kept = stored.messages[slot];
  if (!kept) return lookAgainAt(deps, plan, progress, stored);
  const { owner: _owner, leaseUntil: _over, quietUntil: _quiet, ...rest } = kept;
  const known = Object.entries({ ...rest, ...result }).filter(([, value]) => value !== undefined);
  const message = { id: kept.id, at: kept.at, ...Object.fromEntries(known) };
  return lookAgainAt(deps, plan, progress, { ...stored, messages: { ...stored.messages, [slot]: message } });
}

/** One that nobody is at although it is not drawn is about to be drawn by whoever looks now, unless they die on the way to it. */
function neededAt(deps: KeepDeps, wanted: WantedMessage, progress: Progress, stored: StoredExecution): number[] {
  const kept = stored.messages[wanted.slot];
  if (kept?.dead !== undefined || (wanted.inThread && !threadOf(wanted, stored))) return [];
  if (kept && kept.twinCheckAt === undefined && isDrawn(deps, kept, wanted, progress, stored)) return [];
  const times = [kept?.leaseUntil && kept.leaseUntil + 1_000, kept?.notBefore, kept?.twinCheckAt];
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? known : [deps.now() + LEASE_MS + 1_000];
}

/** When CodePipeline should be asked about this execution again. @returns undefined when it need not be */
export function readAgainAt({ changedAt, readAt, gone }: StoredExecution, progress: Progress): number | undefined {
  if (gone) return undefined;
  return nextReadAt({ ended: progress.endedAt !== undefined, changedAt, ...(readAt === undefined ? {} : { readAt }) });
}
