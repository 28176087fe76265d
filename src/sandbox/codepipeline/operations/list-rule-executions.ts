import type { Draft } from '../machine/draft.ts';
import { ruleOf } from '../machine/pipeline-views.ts';
import { executionNotFound } from '../service-error.ts';
import type { Execution, Pipeline, RuleRun } from '../state.ts';
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

/** Newest first. `Latest`: the runs of the conditions as they are now; `All`: those that were evaluated before a retry too. */
export const listRuleExecutions = operation<Input>('ListRuleExecutions', ({ draft }, input) => {
  const { pipelineName, filter = {}, maxResults = 100, nextToken } = input;
  const pipeline = findPipeline(draft, pipelineName);
  const { pipelineExecutionId, latestInPipelineExecution: latest } = filter;
  for (const id of [pipelineExecutionId, latest?.pipelineExecutionId])
    if (id !== undefined && !pipeline.executions.has(id)) throw executionNotFound(pipelineName, id);

  const runs = [...pipeline.executions.values()]
    .filter(({ id }) => id === (pipelineExecutionId ?? id) && id === (latest?.pipelineExecutionId ?? id))
    .flatMap((execution) => execution.rules.map((run) => ({ execution, run })))
    .filter(({ execution, run }) => latest?.startTimeRange !== 'Latest' || isCurrent(execution, run))
    .sort((a, b) => b.run.sequence - a.run.sequence);
  const question = JSON.stringify(['ListRuleExecutions', pipelineName, pipelineExecutionId, latest]);
  const { items, ...rest } = page(runs, ({ run }) => run.sequence, question, maxResults, nextToken);
  return { ruleExecutionDetails: items.map(({ execution, run }) => present(pipeline, execution, run, draft)), ...rest };
});

const isCurrent = ({ stages }: Execution, run: RuleRun): boolean =>
  stages.some(({ conditions }) => Object.values(conditions).some(({ rules }) => rules.includes(run.id)));

function present(pipeline: Pipeline, execution: Execution, run: RuleRun, { region }: Draft) {
  const { ruleTypeId, configuration, roleArn, region: own = region } = ruleOf(pipeline, execution, run);
  return {
    pipelineExecutionId: execution.id,
    ruleExecutionId: run.id,
    pipelineVersion: execution.version,
    stageName: run.stage,
    ruleName: run.rule,
    startTime: seconds(run.startedAt),
    lastUpdateTime: seconds(run.updatedAt),
    updatedBy: run.updatedBy,
    status: presentRunStatus(run.status),
    input: {
      ruleTypeId,
      configuration,
      resolvedConfiguration: run.configuration,
      roleArn,
      region: own,
      inputArtifacts: run.inputs,
    },
    output: {
      executionResult: {
        externalExecutionId: run.externalId,
        externalExecutionSummary: run.summary,
        externalExecutionUrl: run.externalUrl,
        errorDetails: run.error,
      },
    },
  };
}
