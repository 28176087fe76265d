import { ACTIONS_PER_PIPELINE } from '../choices.ts';
import { isApproval, isSource } from '../machine/pipeline-views.ts';
import { findProvider } from '../providers/index.ts';
import { ServiceError } from '../service-error.ts';
import type { ActionDeclaration, PipelineDeclaration } from '../shapes.ts';
import type { RegionState } from '../state.ts';
import { type OwnActionType, typeKey } from '../type-shapes.ts';
import { repeated } from './repeated.ts';

const faulty = (message: string) => new ServiceError('InvalidActionDeclarationException', message);

/** Where a pipeline is to be: which action types are on offer depends on it. */
export type Place = Pick<RegionState, 'region' | 'types'>;

export function checkActions(declaration: PipelineDeclaration, { region, types }: Place): void {
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
  for (const action of actions) checkAction(action, region, types);
  checkArtifacts(declaration);
  checkNamespaces(actions);
}

function checkAction(action: ActionDeclaration, region: string, types: Place['types']): void {
  const { name, actionTypeId, timeoutInMinutes, commands, region: place = region } = action;
  const { category, provider, owner, version } = actionTypeId;
  const known = findProvider(types, actionTypeId);
  const own = types.get(typeKey(actionTypeId));
  if (!known || own?.deleted) {
    const type = `ActionType (Category: '${category}', Provider: '${provider}', Owner: '${owner}', Version: '${version}')`;
    throw faulty(
      `${type} in action '${name}' is not available in region '${place.toUpperCase().replaceAll('-', '_')}'`,
    );
  }
  checkCount(name, 'input', action.inputArtifacts?.length ?? 0, known.inputs);
  checkCount(name, 'output', action.outputArtifacts?.length ?? 0, known.outputs);
  if (own) checkConfiguration(action, own);
  if (timeoutInMinutes !== undefined && !isApproval(action))
    throw faulty(`Action ${name} declares timeoutInMinutes, which only manual approval actions can have`);
  if (place !== region && (isSource(action) || owner !== 'AWS'))
    throw faulty(`Action ${name} of type ${category} by ${owner} cannot be in another region (${place})`);
  if (category === 'Compute' && (commands ?? []).length === 0)
    throw faulty(`Action ${name} must have a non-empty commands field`);
  if (category !== 'Compute' && (commands ?? action.outputArtifacts?.find(({ files }) => files)))
    throw faulty(
      `The following action cannot contain a commands field: ${name}. To use the commands field, use a compute action.`,
    );
}

/** What a custom action type asks of a configuration. (Those of AWS are not checked: which keys they need is not written down.) */
function checkConfiguration({ name, configuration = {} }: ActionDeclaration, { properties }: OwnActionType): void {
  const missing = properties.find((property) => property.required && !Object.hasOwn(configuration, property.name));
  if (missing)
    throw faulty(`Action configuration for action '${name}' is missing required configuration '${missing.name}'`);
  const unknown = Object.keys(configuration).find((key) => !properties.some((property) => property.name === key));
  if (unknown !== undefined)
    throw faulty(`Action configuration for action '${name}' contains unknown configuration '${unknown}'`);
  const queryable = properties.find((property) => property.queryable)?.name;
  const value = queryable === undefined ? undefined : configuration[queryable];
  if (value !== undefined && !/^[a-zA-Z0-9_-]{1,20}$/.test(value))
    throw faulty(`The value of the queryable configuration '${queryable}' of action '${name}' is not valid`);
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
