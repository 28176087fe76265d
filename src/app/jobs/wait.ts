import { freezes } from '../../domain/freeze.ts';
import { type JobAction, KEPT_ALIVE_MS } from '../../domain/job.ts';
import type { WaitParameters } from '../../domain/job-parameters.ts';
import { approvalNames } from '../../domain/place.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import { inForceNow } from '../frozen-stage.ts';
import type { Freezes } from '../ports.ts';
import type { JobKind, ReadParameters, Worked } from './job-kind.ts';

export interface WaitDeps {
  readonly freezes: Freezes;
  readonly policy: Policy;
  readonly reads: Pick<PipelineReads, 'structure'>;
  now(): number;
}

/** A freeze may be lifted at any time. */
const LOOK_EVERY_MS = 60_000;

/** `{"wait": "30m"}`, `{"wait": "2026-12-24T08:00:00Z"}`, `{"wait": "freeze"}`: goes on after a time, at an instant, or when nothing is
 * frozen any more where the action leads to. */
export function waitKind(deps: WaitDeps, read: ReadParameters<WaitParameters>): JobKind {
  return {
    key: 'wait',
    read(written) {
      const found = read(written);
      if ('fault' in found) return found;
      const { parameters } = found;
      return async ({ action, token }) => {
        if (parameters.for === 'freeze') return untilThaw(deps, action);
        // The end is fixed at the first look, and travels as the token.
        const end =
          token ?? (parameters.for === 'time' ? new Date(deps.now() + parameters.ms).toISOString() : parameters.at);
        return until(deps.now(), Date.parse(end), end);
      };
    },
  };
}

function until(nowMs: number, endMs: number, token: string): Worked {
  const summary = `Waits until ${token}`;
  if (endMs <= nowMs) return { kind: 'success', variables: {}, details: { summary: 'The time is over', percent: 100 } };
  return { kind: 'continue', afterMs: Math.min(KEPT_ALIVE_MS, endMs - nowMs), token, details: { summary } };
}

async function untilThaw(deps: WaitDeps, action: JobAction): Promise<Worked> {
  const { account, region, pipeline, stage, executionId } = action;
  const structure = await deps.reads.structure({ account, region, pipeline }, undefined);
  const names = approvalNames(structure, stage, action.action);
  const freeze = (await inForceNow(deps)).find((one) => freezes(one, deps.policy, action, names, executionId));
  if (!freeze) return { kind: 'success', variables: {}, details: { summary: 'Nothing is frozen', percent: 100 } };
  const summary = `Waits for the freeze “${freeze.reason}” to end, at ${freeze.until} at the latest`;
  return { kind: 'continue', afterMs: LOOK_EVERY_MS, token: 'freeze', details: { summary } };
}
