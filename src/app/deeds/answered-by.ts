import type { Refusal } from '../../domain/operation.ts';
import type { LiveAction } from '../codepipeline-ports.ts';

/** What somebody is told whose approval was answered past the bot. */
export function answeredBy({ status, changedAt }: LiveAction): Refusal {
  const verdict = status === 'Succeeded' ? 'approved' : status === 'Failed' ? 'rejected' : undefined;
  return { reason: 'already_decided', ...(verdict ? { verdict } : {}), ...(changedAt ? { at: changedAt } : {}) };
}
