import { nextWindow, type FreezeWindow as OpenWindow, windowAt } from './freeze-windows.ts';
import { matchesGlob } from './glob.ts';
import type { ExecutionId, PipelineRef, UserId } from './ids.ts';
import type { FreezeTarget } from './operation.ts';
import { coversPipeline, type FreezeEntry, type Policy, type Scope, type StageNames } from './policy.ts';
import { rulingFor } from './rules.ts';

/** Nothing ships from one moment to another: somebody ordered it, or a window of the policy is open. */
export interface FreezeOrder extends Scope {
  readonly id: string;
  /** ISO */
  readonly from: string;
  /** ISO */
  readonly until: string;
  readonly reason: string;
  /** who ordered it; absent: the policy */
  readonly byName?: string;
}

/** What somebody let through all the same. It is about freezes that had begun by then, and about none that begins later. */
export interface Lift extends Scope {
  readonly id: string;
  /** ISO */
  readonly at: string;
  readonly by: UserId;
  readonly byName: string;
  readonly reason: string;
  /** this one only; absent: the freeze is over for all that the scope names */
  readonly executionId?: ExecutionId;
}

/** A freeze that holds now. */
export interface Freeze extends FreezeOrder {
  readonly lifts: readonly Lift[];
}

/** What is kept of freezes. */
export interface FreezeBook {
  readonly orders: readonly FreezeOrder[];
  readonly lifts: readonly Lift[];
}

/** The windows of the policy that hold at this moment. */
export function windowsInForce(policy: Policy, atMs: number): Freeze[] {
  return policy.freezes.flatMap((window, index) => {
    const open = windowAt(window, atMs);
    return open ? [toFreeze(window, index, open)] : [];
  });
}

/** The next time that each window of the policy will hold, of those that do not hold now; soonest first. */
export function windowsToCome(policy: Policy, atMs: number): Freeze[] {
  const windows = policy.freezes.flatMap((window, index) => {
    const next = nextWindow(window, atMs);
    return next && Date.parse(next.startsAt) > atMs ? [toFreeze(window, index, next)] : [];
  });
  return windows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function toFreeze(window: FreezeEntry, index: number, { startsAt, endsAt }: OpenWindow): Freeze {
  const { from: _from, to: _to, timeZone: _timeZone, reason, ...scope } = window;
  return { ...scope, id: `${WINDOW}${index + 1}-${startsAt}`, from: startsAt, until: endsAt, reason, lifts: [] };
}

const WINDOW = 'policy-';

/** All freezes that hold at this moment; the one that ends last comes first. What the book has of a window only tells that it was
 * seen: the policy says whether it holds. */
export function freezesInForce(policy: Policy, { orders, lifts }: FreezeBook, atMs: number): Freeze[] {
  const ordered = orders.filter(
    ({ id, from, until }) => !id.startsWith(WINDOW) && Date.parse(from) <= atMs && atMs < Date.parse(until),
  );
  return [...windowsInForce(policy, atMs), ...ordered]
    .map((order) => ({ ...order, lifts: lifts.filter(({ at }) => at >= order.from) }))
    .toSorted((a, b) => (a.until > b.until ? -1 : 1));
}

/** Does it hold this stage, for this execution? A freeze that names no stage holds those that somebody has to approve.
 * @param executionId absent: for executions in general */
export function freezes(
  freeze: Freeze,
  policy: Policy,
  ref: PipelineRef,
  stage: StageNames,
  executionId?: ExecutionId,
): boolean {
  // An approval stands in one stage and opens another: only who lifts the freeze of the furthest that is held lets it through.
  const held = stage?.filter((name) => isAbout(freeze, policy, ref, [name])).at(-1);
  if (held === undefined) return false;
  return !freeze.lifts.some(
    (lift) => names(lift, ref, [held]) && (lift.executionId === undefined || lift.executionId === executionId),
  );
}

/** The executions that somebody let into this stage although it is frozen. */
export function letThrough(freeze: Freeze, ref: PipelineRef, stage: StageNames): ExecutionId[] {
  return freeze.lifts.flatMap((lift) => (names(lift, ref, stage) ? (lift.executionId ?? []) : []));
}

/** Does this scope name the stage? One that names none stands for all. */
export function names(scope: Scope, ref: PipelineRef, stage: StageNames): boolean {
  const { stages } = scope;
  if (!coversPipeline(scope, ref)) return false;
  return stages === undefined || (stage?.some((name) => matchesGlob(stages, name)) ?? false);
}

/** Is a freeze with this scope about this stage? */
export function isAbout(scope: Scope, policy: Policy, ref: PipelineRef, stage: StageNames): boolean {
  if (stage === undefined || !names(scope, ref, stage)) return false;
  return scope.stages !== undefined || rulingFor(policy, 'approve', ref, stage) !== undefined;
}

/** What a freeze of one pipeline, or of all whose names fit, is about. */
export function scopeOf({ account, region, pipeline, everywhere, stages }: FreezeTarget): Scope {
  const place = everywhere ? {} : { accounts: [account], regions: [region] };
  return { pipelines: pipeline, ...place, ...(stages === undefined ? {} : { stages }) };
}

export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}
