import { CONCURRENT_EXECUTIONS, REQUEST_TOKEN_MEMORY_MS } from '../choices.ts';
import { type Draft, editPipeline } from '../machine/draft.ts';
import { isFull } from '../machine/new-execution.ts';
import { sourceActions } from '../machine/pipeline-views.ts';
import { headOf } from '../machine/sources.ts';
import { start } from '../machine/start.ts';
import { variablesFor } from '../machine/start-variables.ts';
import { findProvider } from '../providers/index.ts';
import { ServiceError } from '../service-error.ts';
import type { SourceRevisionOverride } from '../shapes.ts';
import type { Execution, Pipeline, Revision } from '../state.ts';
import { findPipeline, operation } from './operation.ts';

interface Input {
  name: string;
  variables?: { name: string; value: string }[];
  clientRequestToken?: string;
  sourceRevisions?: SourceRevisionOverride[];
}

const invalid = (message: string) => new ServiceError('ValidationException', message);

/** Answers before any action has run. A token that was seen before answers with the execution that it started. */
export const startPipelineExecution = operation<Input>('StartPipelineExecution', ({ draft, caller }, input) => {
  const found = findPipeline(draft, input.name);
  const token = input.clientRequestToken;
  const seen = token === undefined ? undefined : found.requestTokens.get(token);
  if (seen && draft.now - seen.at < REQUEST_TOKEN_MEMORY_MS) return { pipelineExecutionId: seen.executionId };

  const variables = startVariables(found, input.variables ?? []);
  const pipeline = editPipeline(draft, found);
  const pinned = (input.sourceRevisions ?? []).map((override) => ({
    action: override.actionName,
    revision: overridden(draft, pipeline, override),
  }));
  if (isFull(pipeline))
    throw new ServiceError(
      'ConcurrentPipelineExecutionsLimitExceededException',
      `Pipeline '${input.name}' has reached its limit of ${CONCURRENT_EXECUTIONS} concurrent pipeline executions`,
    );
  const trigger = { type: 'StartPipelineExecution', detail: caller } as const;
  const { id } = start(draft, pipeline, { trigger, variables, pinned });
  if (token !== undefined) remember(draft, pipeline, token, id);
  return { pipelineExecutionId: id };
});

/** Given values and defaults.
 * @throws ServiceError ValidationException */
export function startVariables(
  { name, declaration }: Pipeline,
  given: { name: string; value: string }[],
): Execution['variables'] {
  const variables = variablesFor(declaration, given);
  if (variables.kind === 'undeclared')
    throw invalid(`Pipeline '${name}' does not declare a variable with name '${variables.name}'`);
  if (variables.kind === 'missing')
    throw invalid(`Variable '${variables.name}' of pipeline '${name}' has no default value: a value is required`);
  return variables.variables;
}

function overridden(
  draft: Draft,
  pipeline: Pipeline,
  { actionName, revisionType, revisionValue }: SourceRevisionOverride,
): Revision {
  const action = sourceActions(pipeline.declaration).find(({ name }) => name === actionName);
  if (!action) throw invalid(`Pipeline '${pipeline.name}' does not have a source action with name '${actionName}'`);
  const source = findProvider(draft.types, action.actionTypeId)?.source;
  if (!source?.overrides.includes(revisionType))
    throw invalid(
      `Source action '${actionName}' (${action.actionTypeId.provider}) does not accept the revision type ${revisionType}`,
    );
  const configuration = action.configuration ?? {};
  const head = headOf(draft, source, configuration);
  if (revisionType === 'S3_OBJECT_KEY') {
    if (configuration.AllowOverrideForS3ObjectKey !== 'true')
      throw invalid(`Source action '${actionName}' does not allow to override its S3 object key`);
    return { ...head, objectKey: revisionValue };
  }
  const former = [...pipeline.executions.values()].flatMap(({ revisions }) =>
    revisions.map(({ revision }) => revision),
  );
  return (
    [head, ...former].find(({ id }) => id === revisionValue) ?? {
      id: revisionValue,
      changeId: draft.dice.hex(32),
      message: '',
      createdAt: draft.now,
    }
  );
}

/** Forgets what is too old on the way: tokens lie in the order of their use. */
function remember(draft: Draft, pipeline: Pipeline, token: string, executionId: string): void {
  for (const [old, { at }] of pipeline.requestTokens) {
    if (draft.now - at < REQUEST_TOKEN_MEMORY_MS) break;
    pipeline.requestTokens.delete(old);
  }
  pipeline.requestTokens.delete(token);
  pipeline.requestTokens.set(token, { executionId, at: draft.now });
}
