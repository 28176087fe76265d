import { type ActionDefinition, type Definition, isList, isObject, type Json } from './definition.ts';
import { type Change, diffDefinitions } from './diff.ts';
import type { Found, Touched } from './protected-changes.ts';
import { type Where, whereOf } from './where.ts';

/** The parts of a definition that matter wherever they stand: roles, sources, conditions, what runs and how. */
export function partChanges(before: Definition, after: Definition): Found[] {
  return diffDefinitions(before, after).flatMap((change) => {
    const where = whereOf(change.path);
    const { stage, action } = where;
    const about = {
      ...(stage === undefined ? {} : { stage, names: [stage] as const }),
      ...(action === undefined ? {} : { action }),
    };
    const actions = [before, after].flatMap((definition) => actionsAt(definition, where));
    return [...partsOf(change, where, actions)].map((touched) => ({ touched, ...about }));
  });
}

const OF_PIPELINE: Readonly<Record<string, Touched>> = {
  artifactStore: 'artifact_store',
  artifactStores: 'artifact_store',
  executionMode: 'execution_mode',
  triggers: 'source',
};
/** Members that matter at any depth. */
const ANYWHERE: Readonly<Record<string, Touched>> = {
  beforeEntry: 'condition',
  onSuccess: 'condition',
  onFailure: 'condition',
  roleArn: 'role',
  commands: 'commands',
  UserParameters: 'user_parameters',
};

function partsOf(change: Change, { stage, action, rest }: Where, actions: readonly ActionDefinition[]): Set<Touched> {
  const whole = change.kind === 'added' || change.kind === 'removed' ? [...membersOf(change.value)] : [];
  const parts = [...rest, ...whole].flatMap((member) => ANYWHERE[member] ?? []);
  const ofPipeline = stage === undefined ? OF_PIPELINE[rest[0] ?? ''] : undefined;
  return new Set([
    ...parts,
    ...(ofPipeline ? [ofPipeline] : []),
    ...(actions.some(({ actionTypeId }) => actionTypeId.category === 'Source') ? ['source' as const] : []),
    ...(action !== undefined && actions.some(({ actionTypeId }) => actionTypeId.provider === 'Commands')
      ? ['commands' as const]
      : []),
  ]);
}

/** The action that a change is about, or all of its stage. */
function actionsAt({ stages }: Definition, { stage, action }: Where): readonly ActionDefinition[] {
  const actions = stages.find(({ name }) => name === stage)?.actions ?? [];
  return actions.filter(({ name }) => action === undefined || name === action);
}

function membersOf(value: Json | undefined): Set<string> {
  if (isList(value)) return new Set(value.flatMap((one) => [...membersOf(one)]));
  if (!isObject(value)) return new Set();
  return new Set(Object.entries(value).flatMap(([member, inner]) => [member, ...membersOf(inner)]));
}
