import type { Provider } from '../providers/provider.ts';
import type { ActionTypeId } from '../shapes.ts';
import type { ConfigurationProperty, OwnActionType, UrlTemplates } from '../type-shapes.ts';

/** An `ActionType` as ListActionTypes and CreateCustomActionType give it. */
export const presentOwnType = ({ id, settings, properties, inputs, outputs }: OwnActionType) => ({
  id,
  settings: presentSettings(settings),
  actionConfigurationProperties: properties,
  inputArtifactDetails: inputs,
  outputArtifactDetails: outputs,
});

const presentSettings = (settings: UrlTemplates): UrlTemplates | undefined =>
  Object.keys(settings).length > 0 ? settings : undefined;

const counts = ([minimumCount, maximumCount]: readonly [number, number]) => ({ minimumCount, maximumCount });

/** Of the types of AWS only secret configuration keys are known by name. */
export function presentBuiltIn(id: ActionTypeId, { inputs, outputs, secrets = [] }: Provider) {
  const properties = secrets.map(
    (name): ConfigurationProperty => ({
      name,
      required: true,
      key: false,
      secret: true,
      queryable: false,
      type: 'String',
    }),
  );
  return {
    id,
    actionConfigurationProperties: properties,
    inputArtifactDetails: counts(inputs),
    outputArtifactDetails: counts(outputs),
  };
}
