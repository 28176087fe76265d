import { nextWindow, type FreezeWindow as OpenWindow, windowAt } from './freeze-windows.ts';
import { matchesGlob } from './glob.ts';
import type { ExecutionId, PipelineRef } from './ids.ts';
import { coversPipeline, type FreezeWindow, type Policy, type Scope, type StageNames } from './policy.ts';
import { rulingFor } from './rules.ts';

/** A freeze that holds now: one that somebody ordered, or a window of the policy. */
export interface Freeze extends Scope {
  readonly id: string;
  /** ISO */
  readonly from: string;
  /** ISO */
  readonly until: string;
  readonly reason: string;
  /** who ordered it; absent: the policy */
  readonly byName?: string;
  /** executions that somebody let in nevertheless */
  readonly letThrough: readonly ExecutionId[];
}

/** The windows of the policy that hold at this moment. */
export function windowsInForce(policy: Policy, atMs: number): Freeze[] {
  return policy.freezes.flatMap((window, index) => {
    const open = windowAt(window, atMs);
    return open ? [toFreeze(window, index, open)] : [];
  });
}

/** The next time that each window of the policy will hold, of those that do not hold now. */
export function windowsToCome(policy: Policy, atMs: number): Freeze[] {
  return policy.freezes.flatMap((window, index) => {
    const next = nextWindow(window, atMs);
    return next && Date.parse(next.startsAt) > atMs ? [toFreeze(window, index, next)] : [];
  });
}

function toFreeze(window: FreezeWindow, index: number, { startsAt, endsAt }: OpenWindow): Freeze {
  const { from: _from, to: _to, timeZone: _timeZone, reason, ...scope } = window;
  const id = `policy-${index + 1}-${startsAt}`;
  return { ...scope, id, from: startsAt, until: endsAt, reason, letThrough: [] };
}

/** Does it hold this stage? A freeze that names no stage holds those that somebody has to approve. */
export function freezes(freeze: Freeze, policy: Policy, ref: PipelineRef, stage: StageNames): boolean {
  if (!coversPipeline(freeze, ref) || stage === undefined) return false;
  const { stages } = freeze;
  return stages === undefined
    ? rulingFor(policy, 'approve', ref, stage) !== undefined
    : stage.some((name) => matchesGlob(stages, name));
}
