import { findProvider } from '../providers/index.ts';
import type { ActionDeclaration, ActionTypeId, Configuration, PipelineDeclaration } from '../shapes.ts';
import type { RegionState } from '../state.ts';

const MASK = '****';

type Types = RegionState['types'];

function changeSecrets(
  types: Types,
  type: ActionTypeId,
  configuration: Configuration,
  change: (key: string, value: string) => string,
): Configuration {
  const secrets = findProvider(types, type)?.secrets ?? [];
  if (secrets.length === 0) return configuration;
  const entries = Object.entries(configuration);
  return Object.fromEntries(entries.map(([key, value]) => [key, secrets.includes(key) ? change(key, value) : value]));
}

/** An action's configuration as anybody may see it. */
export const maskedConfiguration = (types: Types, type: ActionTypeId, configuration: Configuration): Configuration =>
  changeSecrets(types, type, configuration, () => MASK);

function mapActions(
  declaration: PipelineDeclaration,
  change: (action: ActionDeclaration) => ActionDeclaration,
): PipelineDeclaration {
  return {
    ...declaration,
    stages: declaration.stages.map((stage) => ({ ...stage, actions: stage.actions.map(change) })),
  };
}

/** The declaration as anybody may see it. */
export const masked = (types: Types, declaration: PipelineDeclaration): PipelineDeclaration =>
  mapActions(declaration, (action) =>
    action.configuration
      ? { ...action, configuration: maskedConfiguration(types, action.actionTypeId, action.configuration) }
      : action,
  );

/** An update that sends a secret's mask back unchanged keeps the secret. */
export function withKeptSecrets(
  types: Types,
  declaration: PipelineDeclaration,
  former: PipelineDeclaration,
): PipelineDeclaration {
  const actions = former.stages.flatMap((stage) => stage.actions);
  return mapActions(declaration, (action) => {
    if (!action.configuration) return action;
    const kept = actions.find(({ name }) => name === action.name)?.configuration ?? {};
    const configuration = changeSecrets(types, action.actionTypeId, action.configuration, (key, value) =>
      value === MASK ? (kept[key] ?? value) : value,
    );
    return { ...action, configuration };
  });
}
