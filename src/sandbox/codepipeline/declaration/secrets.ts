import { findProvider } from '../providers/index.ts';
import type { ActionDeclaration, ActionTypeId, Configuration, PipelineDeclaration } from '../shapes.ts';

const MASK = '****';

function changeSecrets(
  type: ActionTypeId,
  configuration: Configuration,
  change: (key: string, value: string) => string,
): Configuration {
  const secrets = findProvider(type)?.secrets ?? [];
  if (secrets.length === 0) return configuration;
  const entries = Object.entries(configuration);
  return Object.fromEntries(entries.map(([key, value]) => [key, secrets.includes(key) ? change(key, value) : value]));
}

/** An action's configuration as anybody may see it. */
export const maskedConfiguration = (type: ActionTypeId, configuration: Configuration): Configuration =>
  changeSecrets(type, configuration, () => MASK);

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
export const masked = (declaration: PipelineDeclaration): PipelineDeclaration =>
  mapActions(declaration, (action) =>
    action.configuration
      ? { ...action, configuration: maskedConfiguration(action.actionTypeId, action.configuration) }
      : action,
  );

/** An update that sends a secret's mask back unchanged keeps the secret. */
export function withKeptSecrets(declaration: PipelineDeclaration, former: PipelineDeclaration): PipelineDeclaration {
  const actions = former.stages.flatMap((stage) => stage.actions);
  return mapActions(declaration, (action) => {
    if (!action.configuration) return action;
    const kept = actions.find(({ name }) => name === action.name)?.configuration ?? {};
    const configuration = changeSecrets(action.actionTypeId, action.configuration, (key, value) =>
      value === MASK ? (kept[key] ?? value) : value,
    );
    return { ...action, configuration };
  });
}
