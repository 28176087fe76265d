import { maskedConfiguration } from '../declaration/secrets.ts';
import type { Draft } from '../machine/draft.ts';
import { actionOf, declarationOf } from '../machine/pipeline-views.ts';
import { executionNotFound } from '../service-error.ts';
import type { Configuration } from '../shapes.ts';
import type { ActionRun, Execution, Pipeline } from '../state.ts';
import { findPipeline, operation, seconds } from './operation.ts';
import { type Paged, page } from './paging.ts';
import { presentRunStatus } from './present.ts';

interface Input extends Paged {
  pipelineName: string;
  filter?: {
    pipelineExecutionId?: string;
    latestInPipelineExecution?: { pipelineExecutionId: string; startTimeRange: 'Latest' | 'All' };
  };
}

/** Newest first. `Latest`: the runs that count in the present attempt of each stage; `All`: those that a retry replaced too. */
export const listActionExecutions = operation<Input>('ListActionExecutions', ({ draft }, input) => {
  const { pipelineName, filter = {}, maxResults = 100, nextToken } = input;
  const pipeline = findPipeline(draft, pipelineName);
  const { pipelineExecutionId, latestInPipelineExecution: latest } = filter;
  for (const id of [pipelineExecutionId, latest?.pipelineExecutionId])
    if (id !== undefined && !pipeline.executions.has(id)) throw executionNotFound(pipelineName, id);

  const wanted = [...pipeline.executions.values()].filter(
    ({ id }) => id === (pipelineExecutionId ?? id) && id === (latest?.pipelineExecutionId ?? id),
  );
  const runs = wanted.flatMap((execution) =>
    execution.runs
      .filter(
        (run) =>
          latest?.startTimeRange !== 'Latest' || execution.stages.some(({ counted }) => counted.includes(run.id)),
      )
      .map((run) => ({ execution, run })),
  );
  runs.sort((a, b) => b.run.sequence - a.run.sequence);
  const question = JSON.stringify(['ListActionExecutions', pipelineName, pipelineExecutionId, latest]);
  const { items, ...rest } = page(runs, ({ run }) => run.sequence, question, maxResults, nextToken);
  return {
    actionExecutionDetails: items.map(({ execution, run }) => present(pipeline, execution, run, draft)),
    ...rest,
  };
});

function present(pipeline: Pipeline, execution: Execution, run: ActionRun, { region, types }: Draft) {
  const action = actionOf(declarationOf(pipeline, execution), run.stage, run.action);
  const shown = (configuration: Configuration | undefined) =>
    action && configuration && maskedConfiguration(types, action.actionTypeId, configuration);
  const executionResult = {
    externalExecutionId: run.externalId,
    externalExecutionSummary: run.summary || undefined,
    externalExecutionUrl: run.externalUrl,
    errorDetails: run.error,
    logStreamARN: run.logStreamArn?.slice(0, 250),
  };
  return {
    pipelineExecutionId: execution.id,
    actionExecutionId: run.id,
    pipelineVersion: execution.version,
    stageName: run.stage,
    actionName: run.action,
    startTime: seconds(run.startedAt),
    lastUpdateTime: seconds(run.updatedAt),
    updatedBy: run.updatedBy,
    status: presentRunStatus(run.status),
    input: {
      actionTypeId: action?.actionTypeId,
      configuration: shown(action?.configuration),
      resolvedConfiguration: shown(run.configuration),
      roleArn: action?.roleArn,
      region: action?.region ?? region,
      inputArtifacts: run.inputs,
      namespace: action?.namespace,
    },
    output: { outputArtifacts: run.outputs, executionResult, outputVariables: run.variables },
  };
}
