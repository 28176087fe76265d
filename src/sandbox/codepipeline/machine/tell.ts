import type { BusEvent } from '../../ports.ts';
import { PIPELINE_EVENTS_TELL_LAST_RETRY, STAGE_EVENT_ATTEMPT } from '../choices.ts';
import type { ActionDeclaration } from '../shapes.ts';
import type { ActionRun, Execution, Pipeline, StageRun } from '../state.ts';
import type { Draft } from './draft.ts';
import { gitTriggerOf } from './git-trigger.ts';

/* Events as the service puts them on the default bus: names and order of the members as recorded. `version` and
 * `pipeline-execution-attempt` are floats there (`4.0`); JSON made by JavaScript has no such literal and says `4`, the same number. */

type Level = 'Pipeline' | 'Stage' | 'Action';

const iso = (ms: number): string => new Date(ms).toISOString();
/** The envelope has whole seconds. */
const isoSeconds = (ms: number): string => iso(Math.floor(ms / 1000) * 1000).replace('.000Z', 'Z');

function emit(draft: Draft, pipeline: Pipeline, level: Level, detail: Record<string, unknown>): void {
  const event: BusEvent = {
    version: '0',
    id: draft.dice.uuid(),
    'detail-type': `CodePipeline ${level} Execution State Change`,
    source: 'aws.codepipeline',
    account: draft.accountId,
    time: isoSeconds(draft.now),
    region: draft.region,
    resources: [pipeline.arn],
    detail,
  };
  draft.events.push(event);
}

export type PipelineEventState =
  | 'STARTED'
  | 'RESUMED'
  | 'STOPPING'
  | 'STOPPED'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'SUPERSEDED'
  | 'CANCELED';

export function tellPipeline(draft: Draft, pipeline: Pipeline, execution: Execution, state: PipelineEventState): void {
  const trigger = triggerIn(pipeline, execution, state);
  const { retriedAt, stop } = execution;
  emit(draft, pipeline, 'Pipeline', {
    pipeline: pipeline.name,
    'execution-id': execution.id,
    'start-time': iso(execution.startedAt),
    ...(trigger && { 'execution-trigger': trigger }),
    ...(PIPELINE_EVENTS_TELL_LAST_RETRY && retriedAt !== undefined && { 'last-retry-attempt-time': iso(retriedAt) }),
    ...(state === 'STOPPING' && stop?.reason !== undefined && { 'stop-execution-comments': stop.reason }),
    state,
    version: execution.version,
    'pipeline-execution-attempt': execution.attempt,
  });
}

/** What started it is told at the start; the commit behind a git trigger at the end, once its source action has fetched it. */
function triggerIn(
  pipeline: Pipeline,
  execution: Execution,
  state: PipelineEventState,
): Record<string, string> | undefined {
  if (state === 'STARTED')
    return { 'trigger-type': execution.trigger.type, 'trigger-detail': execution.trigger.detail };
  if (state === 'SUCCEEDED' || state === 'FAILED') return gitTriggerOf(pipeline, execution);
  return undefined;
}

export type StageEventState = Exclude<PipelineEventState, 'SUPERSEDED'>;

export function tellStage(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  stage: StageRun,
  state: StageEventState,
): void {
  emit(draft, pipeline, 'Stage', {
    pipeline: pipeline.name,
    'execution-id': execution.id,
    'start-time': iso(stage.startedAt),
    ...(stage.resumedAt !== undefined && { 'stage-last-retry-attempt-time': iso(stage.resumedAt) }),
    stage: stage.name,
    state,
    version: execution.version,
    'pipeline-execution-attempt': STAGE_EVENT_ATTEMPT,
  });
}

export type ActionEventState = 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'CANCELED' | 'ABANDONED';

export function tellAction(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  run: ActionRun,
  declaration: ActionDeclaration,
  state: ActionEventState,
): void {
  const result = state === 'SUCCEEDED' || state === 'FAILED' ? resultOf(run) : undefined;
  const { owner, provider, category, version } = declaration.actionTypeId;
  emit(draft, pipeline, 'Action', {
    pipeline: pipeline.name,
    'execution-id': execution.id,
    'start-time': iso(run.startedAt),
    stage: run.stage,
    ...(result && { 'execution-result': result }),
    ...(state === 'SUCCEEDED' && run.outputs.length > 0 && { 'output-artifacts': run.outputs }),
    'action-execution-id': run.id,
    action: run.action,
    ...(state === 'STARTED' && run.inputs.length > 0 && { 'input-artifacts': run.inputs }),
    state,
    region: declaration.region ?? draft.region,
    type: { owner, provider, category, version },
    version: execution.version,
    'pipeline-execution-attempt': execution.attempt,
  });
}

function resultOf(run: ActionRun): Record<string, string> | undefined {
  const summary = run.error?.message ?? run.summary;
  const result = {
    ...(run.externalUrl !== undefined && { 'external-execution-url': run.externalUrl }),
    ...(summary && { 'external-execution-summary': summary }),
    ...(run.externalId !== undefined && run.token === undefined && { 'external-execution-id': run.externalId }),
    ...(run.error && { 'error-code': run.error.code }),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}
