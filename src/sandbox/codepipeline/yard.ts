import type { YardPipeline } from '../ports.ts';
import type { StageDeclaration } from './shapes.ts';
import type { Execution, Pipeline, RegionState } from './state.ts';

/** The pipelines of a region as they truly are, in the order of their making. */
export const yardOf = (state: RegionState): YardPipeline[] =>
  [...state.pipelines.values()].map((pipeline) => yardPipeline(state, pipeline));

function yardPipeline({ accountId, region }: RegionState, pipeline: Pipeline): YardPipeline {
  const executionMode = pipeline.declaration.executionMode ?? 'SUPERSEDED';
  return {
    name: pipeline.name,
    account: accountId,
    region,
    executionMode,
    stages: pipeline.declaration.stages.map((stage) => yardStage(pipeline, stage)),
    latest: latestOf(pipeline),
  };
}

/** The execution a stage shows: the last to enter. PARALLEL pipelines have several at once; the newest of them is shown. */
function shownIn(pipeline: Pipeline, stage: string): Execution | undefined {
  if (pipeline.declaration.executionMode !== 'PARALLEL')
    return pipeline.executions.get(pipeline.slots.get(stage)?.latest ?? '');
  return [...pipeline.executions.values()].findLast(
    ({ mode, stages }) => mode === 'PARALLEL' && stages.some(({ name }) => name === stage),
  );
}

function yardStage(pipeline: Pipeline, stage: StageDeclaration): YardPipeline['stages'][number] {
  const slot = pipeline.slots.get(stage.name);
  const execution = shownIn(pipeline, stage.name);
  const run = execution?.stages.findLast(({ name }) => name === stage.name);
  const { enabled, reason } = slot?.transition ?? { enabled: true };
  return {
    name: stage.name,
    status: run?.status ?? null,
    executionId: execution?.id ?? null,
    inbound: [...(slot?.waiting ?? [])],
    transition: { enabled, ...(reason !== undefined && { reason }) },
    actions: stage.actions.map(({ name, actionTypeId: { provider, category } }) => ({
      name,
      provider,
      category,
      status: execution?.runs.findLast((other) => other.stage === stage.name && other.action === name)?.status ?? null,
    })),
  };
}

function latestOf(pipeline: Pipeline): YardPipeline['latest'] {
  const execution = [...pipeline.executions.values()].at(-1);
  if (!execution) return null;
  const revision = execution.pinned[0]?.revision ?? execution.revisions[0]?.revision;
  return {
    executionId: execution.id,
    status: execution.status,
    ...(revision && { commitId: revision.id, message: revision.message }),
    ...(revision?.author && { author: revision.author.name }),
  };
}
