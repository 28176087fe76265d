import type { Draft } from '../machine/draft.ts';
import { actionOf, stageOf } from '../machine/pipeline-views.ts';
import { actionNotFound, pipelineNotFound, stageNotFound } from '../service-error.ts';
import type { ActionDeclaration, StageDeclaration } from '../shapes.ts';
import type { Pipeline } from '../state.ts';

export interface Call {
  draft: Draft;
  /** ARN of whoever calls */
  caller: string;
}

/** One operation of the API. */
export interface Operation {
  name: string;
  /** @param input has passed `validate`
   * @returns the answer's body; undefined for an empty one
   * @throws ServiceError */
  run(call: Call, input: unknown): unknown;
}

/** @param run may take the input as the type that the model's shape says: it has been validated */
export function operation<Input>(name: string, run: (call: Call, input: Input) => unknown): Operation {
  return { name, run: (call, input) => run(call, input as Input) };
}

/** @throws ServiceError PipelineNotFoundException */
export function findPipeline({ accountId, pipelines }: Draft, name: string): Pipeline {
  const pipeline = pipelines.get(name);
  if (!pipeline) throw pipelineNotFound(accountId, name);
  return pipeline;
}

/** @throws ServiceError StageNotFoundException */
export function findStage({ name, declaration }: Pipeline, stage: string): StageDeclaration {
  const found = stageOf(declaration, stage);
  if (!found) throw stageNotFound(name, stage);
  return found;
}

/** @throws ServiceError StageNotFoundException, ActionNotFoundException */
export function findAction(pipeline: Pipeline, stage: string, action: string): ActionDeclaration {
  findStage(pipeline, stage);
  const found = actionOf(pipeline.declaration, stage, action);
  if (!found) throw actionNotFound(stage, action);
  return found;
}

/** The wire has epoch seconds with milliseconds as fraction. */
export const seconds = (ms: number): number => Math.round(ms) / 1000;
