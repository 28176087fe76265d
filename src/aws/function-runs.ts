import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import { runKeyOf } from '../app/digest.ts';
import type { FunctionRun } from '../app/job-ports.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import { type ClientFor, listActions } from './codepipeline-reads.ts';
import { isNotFound } from './errors.ts';

/** The actions of an execution that call a function and wait for its answer, each as its configuration was resolved. */
export function createFunctionRuns(clientFor: ClientFor): (ref: ExecutionRef) => Promise<readonly FunctionRun[]> {
  return async (ref) => {
    try {
      return (await listActions(clientFor(ref), ref)).flatMap(toFunctionRun);
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  };
}

function toFunctionRun({
  stageName: stage,
  actionName: action,
  actionExecutionId: runId,
  status,
  input,
}: ActionExecutionDetail): FunctionRun[] {
  const { category, provider } = input?.actionTypeId ?? {};
  const isFunction = category === 'Invoke' && provider === 'Lambda';
  if (!stage || !action || !runId || status !== 'InProgress' || !isFunction) return [];
  return [
    { stage, action, run: runKeyOf(runId), configuration: input?.resolvedConfiguration ?? input?.configuration ?? {} },
  ];
}
