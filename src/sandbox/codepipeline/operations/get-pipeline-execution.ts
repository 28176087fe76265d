import { executionNotFound } from '../service-error.ts';
import { findPipeline, operation, seconds } from './operation.ts';
import { presentRevision, presentRollback, presentTrigger } from './present.ts';

interface Input {
  pipelineName: string;
  pipelineExecutionId: string;
}

export const getPipelineExecution = operation<Input>(
  'GetPipelineExecution',
  ({ draft }, { pipelineName, pipelineExecutionId }) => {
    const pipeline = findPipeline(draft, pipelineName);
    const execution = pipeline.executions.get(pipelineExecutionId);
    if (!execution) throw executionNotFound(pipelineName, pipelineExecutionId);
    const artifactRevisions = execution.revisions.map(({ action, artifact, revision }) => ({
      name: artifact ?? action,
      ...presentRevision(pipeline, execution, action, revision, draft),
      revisionChangeIdentifier: revision.changeId,
      created: seconds(revision.createdAt),
    }));
    return {
      pipelineExecution: {
        pipelineName,
        pipelineVersion: execution.version,
        pipelineExecutionId,
        status: execution.status,
        artifactRevisions,
        variables: execution.variables.map(({ name, value }) => ({ name, resolvedValue: value })),
        trigger: presentTrigger(execution),
        executionMode: execution.mode,
        executionType: execution.type,
        ...presentRollback(execution),
      },
    };
  },
);
