import { windowAt } from './freeze-windows.ts';
import { matchesGlob } from './glob.ts';
import type { ExecutionId, PipelineRef } from './ids.ts';
import { coversPipeline, type Policy, type Scope, type StageNames } from './policy.ts';
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
    const { from, to, timeZone, reason, ...scope } = window;
    const open = windowAt({ from, to, timeZone }, atMs);
    if (!open) return [];
    const id = `policy-${index + 1}-${open.startsAt}`;
    return [{ ...scope, id, from: open.startsAt, until: open.endsAt, reason, letThrough: [] }];
  });
}

/** Does it hold this stage? A freeze that names no stage holds those that somebody has to approve. */
export function freezes(freeze: Freeze, policy: Policy, ref: PipelineRef, stage: StageNames): boolean {
  if (!coversPipeline(freeze, ref) || stage === undefined) return false;
  const { stages } = freeze;
  return stages === undefined
    ? rulingFor(policy, 'approve', ref, stage) !== undefined
    : stage.some((name) => matchesGlob(stages, name));
}
