import { CONCURRENT_EXECUTIONS } from '../choices.ts';
import { editPipeline, putHead } from '../machine/draft.ts';
import { isFull } from '../machine/new-execution.ts';
import { isSource } from '../machine/pipeline-views.ts';
import { start } from '../machine/start.ts';
import { providerOf } from '../providers/index.ts';
import { actionNotFound, ServiceError } from '../service-error.ts';
import type { Pipeline, Revision } from '../state.ts';
import { findAction, findPipeline, operation } from './operation.ts';
import { startVariables } from './start-pipeline-execution.ts';

interface Input {
  pipelineName: string;
  stageName: string;
  actionName: string;
  actionRevision: { revisionId: string; revisionChangeId: string; created: number };
}

/** Tells a source action of a revision. A new one starts the pipeline. */
export const putActionRevision = operation<Input>('PutActionRevision', ({ draft }, input) => {
  const { pipelineName, stageName, actionName, actionRevision } = input;
  const found = findPipeline(draft, pipelineName);
  const action = findAction(found, stageName, actionName);
  const { source } = providerOf(draft.types, action.actionTypeId);
  if (!source || !isSource(action)) throw actionNotFound(stageName, actionName);
  const { revisionId, revisionChangeId, created } = actionRevision;
  const key = source.key(action.configuration ?? {});
  if (draft.heads.get(key)?.id === revisionId)
    return { newRevision: false, pipelineExecutionId: executionWith(found, revisionId) };

  if (isFull(found))
    throw new ServiceError(
      'ConcurrentPipelineExecutionsLimitExceededException',
      `Pipeline '${pipelineName}' has reached its limit of ${CONCURRENT_EXECUTIONS} concurrent pipeline executions`,
    );
  const variables = startVariables(found, []);
  const revision: Revision = { id: revisionId, changeId: revisionChangeId, message: '', createdAt: created * 1000 };
  putHead(draft, key, revision);
  const trigger = { type: 'PutActionRevision', detail: actionName } as const;
  const pinned = [{ action: actionName, revision }];
  const { id } = start(draft, editPipeline(draft, found), { trigger, variables, pinned });
  return { newRevision: true, pipelineExecutionId: id };
});

/** The newest execution that has the revision, or will have it. */
const executionWith = ({ executions }: Pipeline, revisionId: string): string | undefined =>
  [...executions.values()].findLast(({ pinned, revisions }) =>
    [...pinned, ...revisions].some(({ revision }) => revision.id === revisionId),
  )?.id;
