import type { DeployActionExecutionTarget } from '@aws-sdk/client-codepipeline';
import type { DeployTarget } from '../../app/look-up-ports.ts';
import { toErrorText } from '../limits.ts';

/** Statuses are free text in CodePipeline's model. */
const FAILED = /fail/i;

export function toDeployTarget(target: DeployActionExecutionTarget): DeployTarget {
  const { targetId, targetType, status, startTime, endTime, events } = target;
  const failed = (events ?? []).find((event) => FAILED.test(event.status ?? ''));
  const message = toErrorText(undefined, failed?.context?.message)?.text;
  return {
    id: targetId ?? '',
    type: targetType ?? '',
    status: status ?? 'Unknown',
    ...(startTime ? { startedAt: startTime.toISOString() } : {}),
    ...(endTime ? { endedAt: endTime.toISOString() } : {}),
    ...(failed ? { failed: { step: failed.name ?? '', ...(message ? { message } : {}) } } : {}),
  };
}
