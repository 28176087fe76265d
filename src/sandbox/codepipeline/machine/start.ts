import type { Execution, Pipeline } from '../state.ts';
import type { Draft } from './draft.ts';
import { arrive } from './gates.ts';
import { newExecution, type Start } from './new-execution.ts';
import { tellPipeline } from './tell.ts';

/** Starts an execution: it comes to the gate of the first stage at once. */
export function start(draft: Draft, pipeline: Pipeline, how: Start): Execution {
  const execution = newExecution(draft, pipeline, how);
  tellPipeline(draft, pipeline, execution, 'STARTED');
  arrive(draft, pipeline, execution, pipeline.declaration.stages[0]?.name ?? '');
  return execution;
}
