import { CONCURRENT_EXECUTIONS } from '../choices.ts';
import type { Execution, Pipeline, Revision, Trigger } from '../state.ts';
import type { Draft } from './draft.ts';

export interface Start {
  trigger: Trigger;
  variables: Execution['variables'];
  pinned: { action: string; revision: Revision }[];
  scripted?: Execution['scripted'];
}

/** QUEUED and PARALLEL pipelines hold a limited number of executions. */
export const isFull = ({ declaration: { executionMode = 'SUPERSEDED' }, open }: Pipeline): boolean =>
  executionMode !== 'SUPERSEDED' && open.length >= CONCURRENT_EXECUTIONS;

/** A new execution of the current version, not moving yet. */
export function newExecution(
  draft: Draft,
  pipeline: Pipeline,
  { trigger, variables, pinned, scripted = [] }: Start,
): Execution {
  draft.sequence += 1;
  const execution: Execution = {
    id: draft.dice.uuid(),
    number: draft.sequence,
    version: pipeline.version,
    mode: pipeline.declaration.executionMode ?? 'SUPERSEDED',
    type: 'STANDARD',
    trigger,
    status: 'InProgress',
    startedAt: draft.now,
    updatedAt: draft.now,
    attempt: 1,
    variables,
    pinned,
    revisions: [],
    inherited: { artifacts: [], namespaces: [] },
    place: null,
    cut: false,
    stages: [],
    runs: [],
    rules: [],
    scripted: [...scripted],
  };
  pipeline.executions.set(execution.id, execution);
  pipeline.open.push(execution.id);
  draft.owned.add(execution);
  return execution;
}
