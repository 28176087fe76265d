import { isUnread, readAnswerAt } from '../domain/answered-elsewhere.ts';
import { carriesNotices, nextNoticeAt } from '../domain/freeze-notice.ts';
import { RunKey } from '../domain/ids.ts';
import { channelsToRemind, namesOf } from '../domain/message-plan.ts';
import { nextReadAt } from '../domain/next-read.ts';
import type { Progress } from '../domain/progress.ts';
import { nextReminderAt } from '../domain/reminders.ts';
import { approvalRuling } from '../domain/rules.ts';
import { questionOf } from './asked.ts';
import { type KeepDeps, LEASE_MS } from './keep-deps.ts';
import { isDrawn, noticesOf, type Planned, threadOf } from './plan-for.ts';
import type { MessageResult, StoredExecution } from './ports.ts';

/** When somebody has to look at an execution again (epoch ms): when a message's turn comes, a lease is surely over, a twin may have
 * shown up, an approval has to be looked after, a freeze has something to tell, or what is known should be compared with CodePipeline.
 * @returns undefined when nothing is waited for */
export function lookAgainAt(deps: KeepDeps, planned: Planned, stored: StoredExecution): number | undefined {
  const { plan, progress } = planned;
  const times = [
    readAgainAt(stored, progress),
    noticeAt(deps, stored),
    ...tendAgainAt(deps, planned, stored),
    ...jobsAgainAt(deps, stored),
  ];
  let undrawn = false;
  // Drawing is the dear part, and whoever walks over the plan draws it from the front: what is missing is found at the end.
  for (const wanted of plan.toReversed()) {
    const kept = stored.messages[wanted.slot];
    if (kept?.dead !== undefined || (wanted.inThread && !threadOf(wanted, stored))) continue;
    const { leaseUntil, notBefore, twinCheckAt } = kept ?? {};
    const told = [leaseUntil && leaseUntil + 1_000, notBefore, twinCheckAt].filter((time) => time !== undefined);
    if (told.length === 0 && undrawn) continue;
    if (kept && twinCheckAt === undefined && isDrawn(deps, kept, wanted, progress, stored)) continue;
    times.push(...told);
    undrawn ||= told.length === 0;
  }
  // One that nobody is at is about to be drawn by whoever looks now, unless they die on the way to it.
  if (undrawn) times.push(deps.now() + LEASE_MS + 1_000);
  const first = Math.min(...times.filter((time) => time !== undefined));
  return Number.isFinite(first) ? first : undefined;
}

/** When a freeze has something to tell, the sweep that works it out is due. */
function noticeAt({ now }: KeepDeps, { execution }: StoredExecution): number | undefined {
  return nextNoticeAt(noticesOf(execution), now());
}

/** When an approval has to be looked after: somebody to be reminded, or an answer elsewhere to be read. */
function tendAgainAt(
  { now }: KeepDeps,
  { audience, progress: { ref, approvals } }: Planned,
  { execution }: StoredExecution,
): (number | undefined)[] {
  return approvals.map((approval) => {
    if (isUnread(audience, execution, approval)) return readAnswerAt(approval, now());
    if (channelsToRemind(audience, ref, approval).length === 0) return undefined;
    return nextReminderAt(approval, approvalRuling(audience, ref, namesOf(approval))?.grant, now());
  });
}

/** When a job has to be continued, an answer be given to it once more, or the time for an answer is over. */
function jobsAgainAt({ now }: KeepDeps, stored: StoredExecution): number[] {
  const { jobs, decisions } = stored.execution;
  return Object.entries(jobs).map(([key, { continueAt }]) => {
    const run = RunKey(key);
    if (decisions[run]) return now() + SOON_MS;
    const question = questionOf(stored, run);
    return question ? Math.min(continueAt, Date.parse(question.deadline)) : continueAt;
  });
}

/** The same, once a message has been let go with this result. */
export function lookAgainAfter(
  deps: KeepDeps,
  planned: Planned,
  stored: StoredExecution,
  slot: string,
  result: MessageResult,
): number | undefined {
  const kept = stored.messages[slot];
  if (!kept) return lookAgainAt(deps, planned, stored);
  const { owner: _owner, leaseUntil: _over, quietUntil: _quiet, ...rest } = kept;
  const known = Object.entries({ ...rest, ...result }).filter(([, value]) => value !== undefined);
  const message = { id: kept.id, at: kept.at, ...Object.fromEntries(known) };
  return lookAgainAt(deps, planned, { ...stored, messages: { ...stored.messages, [slot]: message } });
}

/** When CodePipeline should be asked about this execution again. @returns undefined when it need not be */
export function readAgainAt(stored: StoredExecution, progress: Progress): number | undefined {
  if (stored.gone || carriesNotices(stored.execution.ref)) return undefined;
  return nextReadAt({ ...stored, ended: progress.endedAt !== undefined }) ?? afterLateFailure(stored);
}

const SOON_MS = 45_000;

/** A failure that was told only after the last comparison may offer a Retry that another execution had taken away before anybody
 * knew of it. */
function afterLateFailure({ messages, readAt = 0 }: StoredExecution): number | undefined {
  const told = Object.entries(messages).flatMap(([slot, { at }]) =>
    slot.startsWith('failure:') ? Date.parse(at) : [],
  );
  const last = Math.max(...told);
  return last > readAt ? last + SOON_MS : undefined;
}
