import { type ActionExecutionDetail, ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { runKeyOf } from '../../app/digest.ts';
import type { FailedRun, RunReads } from '../../app/why/ports.ts';
import { ExecutionId, type ExecutionRef, type PipelineRef } from '../../domain/ids.ts';
import { isServed, type Served } from '../../domain/served.ts';
import type { PastRun } from '../../domain/streak.ts';
import type { ClientFor } from '../codepipeline-reads.ts';
import { isNotFound } from '../errors.ts';
import { httpsUrl, toErrorText } from '../limits.ts';
import { isPossible } from '../possible.ts';

/** Pages of a hundred runs: how far back a stage is looked at. */
const PAGES = 4;
const ENDED: Readonly<Record<string, PastRun['ended']>> = { Succeeded: 'succeeded', Failed: 'failed' };

/** ListActionExecutions with all that it tells of a run, for those who look into failures. */
export function createRunReads(clientFor: ClientFor, served: Served): RunReads {
  async function pages(ref: PipelineRef, executionId: ExecutionId | undefined, atMost: number) {
    const found: ActionExecutionDetail[] = [];
    if (!isServed(served, ref) || !isPossible(ref)) return found;
    let nextToken: string | undefined;
    for (let page = 0; page < atMost && (page === 0 || nextToken !== undefined); page++) {
      const read = await clientFor(ref).send(
        new ListActionExecutionsCommand({
          pipelineName: ref.pipeline,
          maxResults: 100,
          ...(executionId === undefined ? {} : { filter: { pipelineExecutionId: executionId } }),
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
      );
      found.push(...(read.actionExecutionDetails ?? []));
      nextToken = read.nextToken;
    }
    return found;
  }
  const known = async (read: Promise<ActionExecutionDetail[]>) => {
    try {
      return await read;
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  };

  return {
    async failedIn(execution, stage, runs) {
      const details = await known(pages(execution, execution.executionId, 1));
      return details
        .filter(({ stageName, status }) => stageName === stage && status === 'Failed')
        .map((detail) => toFailedRun(execution, detail))
        .filter(({ run }) => run !== undefined && runs.includes(run));
    },
    async recent(pipeline, stage) {
      const details = await known(pages(pipeline, undefined, PAGES));
      return details.flatMap((detail) => (detail.stageName === stage ? toPastRun(detail) : []));
    },
  };
}

function toPastRun({ pipelineExecutionId, actionName, status, lastUpdateTime, startTime }: ActionExecutionDetail) {
  const at = lastUpdateTime ?? startTime;
  if (!pipelineExecutionId || !actionName || !status || !at || status === 'InProgress') return [];
  const run: PastRun = {
    executionId: ExecutionId(pipelineExecutionId),
    action: actionName,
    ended: ENDED[status] ?? 'otherwise',
    at: at.toISOString(),
  };
  return [run];
}

function toFailedRun(execution: ExecutionRef, detail: ActionExecutionDetail): FailedRun {
  const { input, output, stageName = '', actionName, actionExecutionId, startTime, lastUpdateTime } = detail;
  const { externalExecutionId, externalExecutionSummary, externalExecutionUrl, errorDetails, logStreamARN } =
    output?.executionResult ?? {};
  const url = httpsUrl(externalExecutionUrl);
  const error = toErrorText(errorDetails?.code, errorDetails?.message || externalExecutionSummary);
  const provider = input?.actionTypeId?.provider;
  return {
    execution,
    place: { account: execution.account, region: input?.region ?? execution.region },
    stage: stageName,
    ...(actionName ? { action: actionName } : {}),
    ...(actionExecutionId ? { run: runKeyOf(actionExecutionId) } : {}),
    ...(provider ? { provider } : {}),
    ...(externalExecutionId ? { externalId: externalExecutionId } : {}),
    ...(url ? { url } : {}),
    ...(logStreamARN ? { logStreamArn: logStreamARN } : {}),
    ...(error ? { error } : {}),
    configuration: input?.resolvedConfiguration ?? input?.configuration ?? {},
    ...(startTime ? { startedAt: startTime.toISOString() } : {}),
    ...(lastUpdateTime ? { endedAt: lastUpdateTime.toISOString() } : {}),
  };
}
