import { nextReadAt } from '../domain/next-read.ts';
import type { Progress } from '../domain/progress.ts';
import type { KeptMessage, MessageResult, StoredExecution } from './ports.ts';

/** When somebody has to look again after this message was let go. */
export function dueAfter(
  stored: StoredExecution,
  progress: Progress,
  slot: string,
  result: MessageResult,
): number | undefined {
  const { leaseUntil: _over, ...kept } = { ...stored.messages[slot], ...result };
  return lookAgainAt(stored, progress, Object.values({ ...stored.messages, [slot]: kept }));
}

type Waiting = Pick<
  { [K in keyof KeptMessage]: KeptMessage[K] | undefined },
  'leaseUntil' | 'notBefore' | 'twinCheckAt' | 'dead'
>;

/** When somebody has to look at an execution again (epoch ms): when a message's turn comes, a lease is surely over, a twin may have
 * shown up, or what is known should be compared with CodePipeline.
 * @returns undefined when nothing is waited for */
export function lookAgainAt(
  stored: StoredExecution,
  progress: Progress,
  messages: readonly Partial<Waiting>[],
): number | undefined {
  const times = messages.flatMap(({ leaseUntil, notBefore, twinCheckAt, dead }) =>
    dead === undefined ? [leaseUntil === undefined ? undefined : leaseUntil + 1_000, notBefore, twinCheckAt] : [],
  );
  const read = readAgainAt(stored, progress);
  const first = Math.min(...[...times, read].filter((time) => time !== undefined));
  return Number.isFinite(first) ? first : undefined;
}

/** When CodePipeline should be asked about this execution again. @returns undefined when it need not be */
export function readAgainAt({ changedAt, readAt, gone }: StoredExecution, progress: Progress): number | undefined {
  if (gone) return undefined;
  return nextReadAt({ ended: progress.endedAt !== undefined, changedAt, ...(readAt === undefined ? {} : { readAt }) });
}
