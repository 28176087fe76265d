import { ControlError, type Push } from '../../ports.ts';
import { providerOf } from '../providers/index.ts';
import type { ActionDeclaration, StageDeclaration } from '../shapes.ts';
import type { Execution, Pipeline, Script } from '../state.ts';
import { type Draft, editPipeline } from './draft.ts';
import { end } from './ending.ts';
import { isFull, newExecution, type Start } from './new-execution.ts';
import { actionOf, isApproval, sourceActions, stageOf } from './pipeline-views.ts';
import { defaultAuthor, pushRevision } from './sources.ts';
import { start } from './start.ts';
import { variablesFor } from './start-variables.ts';
import { tellPipeline } from './tell.ts';

const MESSAGES = [
  'Fix the cart total',
  'Faster search',
  'Show the delivery date on the order page',
  'Retry the payment once when the bank does not answer',
  'Remove the old banner',
  'Round prices the same way everywhere',
] as const;

/** A push to the repository behind the pipeline's first source action. It starts this pipeline only; others that look at the same
 * place find the revision when they next start.
 * @throws ControlError with a text for people */
export function push(
  draft: Draft,
  { pipeline: name, message, author, fail, output }: Push,
): { executionId: string; commitId: string } {
  const found = draft.pipelines.get(name);
  if (!found) throw new ControlError(`No pipeline is called ${name} in ${draft.region}.`);
  const scripted =
    fail === undefined ? [] : [{ ...scriptOf(found, fail), ...(output === undefined ? {} : { output }) }];
  const pipeline = editPipeline(draft, found);
  const variables = variablesFor(pipeline.declaration, []);
  if (variables.kind !== 'complete')
    throw new ControlError(`A push cannot start ${name}: its variable ${variables.name} has no default value.`);
  const [action] = sourceActions(pipeline.declaration);
  const source = action && providerOf(draft.types, action.actionTypeId).source;
  if (!source) throw new Error(`${name} has no source action`);

  const configuration = action.configuration ?? {};
  const revision = pushRevision(
    draft,
    source,
    configuration,
    message ?? draft.dice.pick(MESSAGES),
    author ?? defaultAuthor(),
  );
  const place = { accountId: draft.accountId, region: draft.region, pipeline: name };
  const trigger = source.trigger(place, configuration, isTriggered(pipeline, action));
  const { id } = launch(draft, pipeline, {
    trigger,
    variables: variables.variables,
    pinned: takesHead(pipeline, action) ? [] : [{ action: action.name, revision }],
    scripted,
  });
  return { executionId: id, commitId: revision.id };
}

/** A pipeline that is full when a trigger fires: the execution fails at once, without having been anywhere. */
export function launch(draft: Draft, pipeline: Pipeline, how: Start): Execution {
  if (!isFull(pipeline)) return start(draft, pipeline, how);
  const execution = newExecution(draft, pipeline, how);
  tellPipeline(draft, pipeline, execution, 'STARTED');
  end(draft, pipeline, execution, 'Failed');
  return execution;
}

const isTriggered = ({ declaration: { triggers = [] } }: Pipeline, { name }: ActionDeclaration): boolean =>
  triggers.some(({ gitConfiguration }) => gitConfiguration.sourceActionName === name);

/** CodeCommit and S3 sources of PARALLEL pipelines take what is newest when they run. */
const takesHead = ({ declaration }: Pipeline, { actionTypeId }: ActionDeclaration): boolean =>
  declaration.executionMode === 'PARALLEL' && ['CodeCommit', 'S3'].includes(actionTypeId.provider);

/** Reads `Stage/Action` or `Stage/Rule`; no name can contain a slash.
 * @throws ControlError with a text for people */
export function scriptOf({ name, declaration }: Pipeline, fail: string): Script {
  const [stage = '', action = '', ...rest] = fail.split('/');
  if (action === '' || rest.length > 0)
    throw new ControlError(`What fails is written as Stage/Action, not as "${fail}".`);
  if (!stageOf(declaration, stage))
    throw new ControlError(`${name} has no stage ${stage}: it has ${list(declaration.stages)}.`);
  const declared = actionOf(declaration, stage, action);
  if (!declared && hasRule(stageOf(declaration, stage), action)) return { stage, action };
  if (!declared)
    throw new ControlError(
      `Stage ${stage} of ${name} has no action ${action}: it has ${list(stageOf(declaration, stage)?.actions ?? [])}.`,
    );
  if (isApproval(declared)) throw new ControlError(`${fail} is a manual approval: it fails when somebody rejects it.`);
  return { stage, action };
}

const hasRule = (stage: StageDeclaration | undefined, name: string): boolean =>
  [stage?.beforeEntry, stage?.onSuccess, stage?.onFailure].some((place) =>
    (place?.conditions ?? []).some(({ rules = [] }) => rules.some((rule) => rule.name === name)),
  );

const list = (named: readonly { name: string }[]): string => named.map(({ name }) => name).join(', ');
