import { removePipeline } from '../machine/draft.ts';
import { operation } from './operation.ts';

/** State and history are gone, executions in progress with them. No not-found error is declared. */
export const deletePipeline = operation<{ name: string }>('DeletePipeline', ({ draft }, { name }) => {
  if (draft.pipelines.has(name)) removePipeline(draft, name);
});
