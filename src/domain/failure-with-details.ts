import type { Execution } from './execution.ts';
import { detailsKey } from './failure-details.ts';
import type { FailureDetails, FailureProgress } from './progress.ts';

/** Adds what was found out of a failure. */
export function withDetails(failure: FailureProgress, { facts }: Pick<Execution, 'facts'>): FailureProgress {
  const own = detailsKey(failure.stage, failure.begun);
  const background = facts[`background#${own}`];
  const details = failure.actions.length === 0 ? detailsOf(facts, own) : undefined;
  return {
    ...failure,
    actions: failure.actions.map((action) => {
      const found = action.runKey === undefined ? undefined : detailsOf(facts, action.runKey);
      return found ? { ...action, details: found } : action;
    }),
    ...(details ? { details } : {}),
    ...(background?.kind === 'background' ? { background: background.value } : {}),
    ...(facts[`explained#${own}`] ? { explained: true as const } : {}),
  };
}

function detailsOf(facts: Execution['facts'], run: string): FailureDetails | undefined {
  const [cause, log, gap] = [facts[`cause#${run}`], facts[`log#${run}`], facts[`gap#${run}`]];
  if (!cause && !log && !gap) return undefined;
  return {
    ...(cause?.kind === 'cause' ? { cause: cause.value } : {}),
    ...(log?.kind === 'log' ? { log: log.value } : {}),
    ...(gap?.kind === 'gap' ? { gap: gap.value } : {}),
  };
}
