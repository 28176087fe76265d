import type { ProviderWork } from '../ports.ts';
import { actionOf, declarationOf, ruleOf } from './machine/pipeline-views.ts';
import { presentRunStatus } from './operations/present.ts';
import type { ActionRun, Execution, Pipeline, RegionState, RuleRun } from './state.ts';

/** What providers did for the pipelines of a region, oldest first. */
export function worksOf({ pipelines }: RegionState): ProviderWork[] {
  const runs = [...pipelines.values()].flatMap((pipeline) =>
    [...pipeline.executions.values()].flatMap((execution) =>
      [...execution.runs, ...execution.rules].flatMap((run) =>
        run.externalId === undefined
          ? []
          : { sequence: run.sequence, work: workOf(pipeline, execution, run, run.externalId) },
      ),
    ),
  );
  return runs.sort((a, b) => a.sequence - b.sequence).map(({ work }) => work);
}

function declaredAs(pipeline: Pipeline, execution: Execution, run: ActionRun | RuleRun) {
  if ('rule' in run) {
    const { ruleTypeId, commands = [] } = ruleOf(pipeline, execution, run);
    return { name: run.rule, provider: ruleTypeId.provider, commands };
  }
  const action = actionOf(declarationOf(pipeline, execution), run.stage, run.action);
  return { name: run.action, provider: action?.actionTypeId.provider ?? '', commands: action?.commands ?? [] };
}

function workOf(pipeline: Pipeline, execution: Execution, run: ActionRun | RuleRun, externalId: string): ProviderWork {
  const [, group, stream] = /:log-group:(.+):log-stream:(.+)$/.exec(run.logStreamArn ?? '') ?? [];
  return {
    pipeline: pipeline.name,
    executionId: execution.id,
    stage: run.stage,
    ...declaredAs(pipeline, execution, run),
    status: presentRunStatus(run.status),
    startedAt: run.startedAt,
    ...(run.status !== 'InProgress' && { endedAt: run.updatedAt }),
    configuration: run.configuration ?? {},
    externalId,
    ...(group !== undefined && stream !== undefined && { log: { group, stream } }),
    ...(run.output !== undefined && { output: run.output }),
    ...(run.error && { error: run.error }),
  };
}
