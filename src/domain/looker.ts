import type { OperationId, RunKey, UserId } from './ids.ts';
import type { FailureProgress } from './progress.ts';

/** Who said that they look at an approval or a failure, so that nobody else has to. It changes nothing in CodePipeline. */
export interface Looker {
  readonly operationId: OperationId;
  readonly by: UserId;
  readonly byName: string;
  /** ISO; when they said so */
  readonly at: string;
  /** they took it back */
  readonly left?: true;
}

/** A second press within this time is a double click, and takes nothing back. */
const DOUBLE_CLICK_MS = 5_000;

/** Who looks once somebody has pressed: the newest press stands, and whoever presses again takes it back.
 * @param press by somebody, at a time
 * @returns what was there, when the press changes nothing */
export function lookerAfter(seen: Looker | undefined, press: Looker): Looker {
  if (!seen) return press;
  if (seen.operationId === press.operationId || seen.at > press.at) return seen;
  if (seen.by !== press.by) return press;
  if (Date.parse(press.at) - Date.parse(seen.at) < DOUBLE_CLICK_MS) return seen;
  return seen.left ? press : { ...press, left: true };
}

/** What is looked at: a run of an approval. */
export function approvalKey(run: RunKey): string {
  return `approval#${run}`;
}

/** What is looked at: a failed attempt of a stage. */
export function failureKey({ stage, begun }: Pick<FailureProgress, 'stage' | 'begun'>): string {
  return `failure#${stage}#${begun}`;
}
