import { ACTIONS_PER_PIPELINE } from '../choices.ts';
import { isApproval, isSource } from '../machine/pipeline-views.ts';
import { findProvider } from '../providers/index.ts';
import { ServiceError } from '../service-error.ts';
import type { ActionDeclaration, PipelineDeclaration } from '../shapes.ts';
import { repeated } from './repeated.ts';

const faulty = (message: string) => new ServiceError('InvalidActionDeclarationException', message);

export function checkActions(declaration: PipelineDeclaration, region: string): void {
  const actions = declaration.stages.flatMap((stage) => stage.actions);
  if (actions.length > ACTIONS_PER_PIPELINE)
    throw new ServiceError(
      'LimitExceededException',
      `Pipeline has ${actions.length} actions. The maximum is ${ACTIONS_PER_PIPELINE}`,
    );
  for (const stage of declaration.stages) {
    const twice = repeated(stage.actions.map(({ name }) => name));
    if (twice !== undefined)
      throw faulty(
        `Action names must be unique within the stage '${stage.name}'. ${twice} has been used more than once.`,
      );
  }
  for (const action of actions) checkAction(action, region);
  checkArtifacts(declaration);
  checkNamespaces(actions);
}

function checkAction(action: ActionDeclaration, region: string): void {
  const { name, actionTypeId, timeoutInMinutes, commands, region: own = region } = action;
  const { category, provider, owner, version } = actionTypeId;
  const known = findProvider(actionTypeId);
  if (!known) {
    const type = `ActionType (Category: '${category}', Provider: '${provider}', Owner: '${owner}', Version: '${version}')`;
    throw faulty(`${type} in action '${name}' is not available in region '${own.toUpperCase().replaceAll('-', '_')}'`);
  }
  checkCount(name, 'input', action.inputArtifacts?.length ?? 0, known.inputs);
  checkCount(name, 'output', action.outputArtifacts?.length ?? 0, known.outputs);
  if (timeoutInMinutes !== undefined && !isApproval(action))
    throw faulty(`Action ${name} declares timeoutInMinutes, which only manual approval actions can have`);
  if (own !== region && (isSource(action) || owner !== 'AWS'))
    throw faulty(`Action ${name} of type ${category} by ${owner} cannot be in another region (${own})`);
  if (category === 'Compute' && (commands ?? []).length === 0)
    throw faulty(`Action ${name} must have a non-empty commands field`);
  if (category !== 'Compute' && (commands ?? action.outputArtifacts?.find(({ files }) => files)))
    throw faulty(
      `The following action cannot contain a commands field: ${name}. To use the commands field, use a compute action.`,
    );
}

function checkCount(
  action: string,
  kind: 'input' | 'output',
  count: number,
  [least, most]: readonly [number, number],
): void {
  if (count < least)
    throw faulty(
      `Action ${action} declares ${count} ${kind} artifacts which is less than the minimum count (${least})`,
    );
  if (count > most)
    throw faulty(`Action ${action} declares ${count} ${kind} artifacts which is more than the maximum count (${most})`);
}

/** Each output has a name of its own; each input was made in an earlier stage or by a lower runOrder of the same stage. */
function checkArtifacts({ stages }: PipelineDeclaration): void {
  const outputs = (action: ActionDeclaration) => (action.outputArtifacts ?? []).map(({ name }) => name);
  const twice = repeated(stages.flatMap(({ actions }) => actions.flatMap(outputs)));
  if (twice !== undefined)
    throw faulty(
      `Output Artifact Bundle name must be unique within the pipeline. ${twice} has been used more than once.`,
    );
  const made = new Set<string>();
  for (const { actions } of stages) {
    const orders = [...new Set(actions.map(({ runOrder = 1 }) => runOrder))].sort((a, b) => a - b);
    for (const order of orders) {
      const group = actions.filter(({ runOrder = 1 }) => runOrder === order);
      for (const action of group) {
        const missing = action.inputArtifacts?.find(({ name }) => !made.has(name));
        if (missing)
          throw faulty(
            `Input Artifact Bundle ${missing.name} in action ${action.name} is not declared as Output Artifact Bundle in any of the preceding actions`,
          );
      }
      for (const name of group.flatMap(outputs)) made.add(name);
    }
  }
}

const RESERVED = ['codepipeline', 'variables'];

function checkNamespaces(actions: ActionDeclaration[]): void {
  const named = actions.flatMap(({ namespace }) => namespace ?? []);
  const twice = repeated(named);
  if (twice !== undefined)
    throw faulty(
      `Namespaces must be unique across the pipeline definition. The following occur more than once in the pipeline. Namespace=[${twice}]`,
    );
  const reserved = named.find((namespace) => RESERVED.includes(namespace));
  if (reserved !== undefined) throw faulty(`The namespace ${reserved} is reserved`);
  const artifacts = actions.flatMap(({ outputArtifacts = [] }) => outputArtifacts.map(({ name }) => name));
  const clash = named.find((namespace) => artifacts.includes(namespace));
  if (clash !== undefined) throw faulty(`The namespace ${clash} is also the name of an artifact`);
}
