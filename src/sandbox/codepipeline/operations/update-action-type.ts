import { integrationType } from '../providers/partner-types.ts';
import { ServiceError } from '../service-error.ts';
import type { ActionTypeDeclaration } from '../type-shapes.ts';
import { typeKey } from '../type-shapes.ts';
import { checkProperties } from './check-custom-type.ts';
import { typeNotFound } from './get-action-type.ts';
import { operation } from './operation.ts';

const invalid = (message: string) => new ServiceError('ValidationException', message);

/** Replaces the whole definition; it counts for actions that start from now on. */
export const updateActionType = operation<{ actionType: ActionTypeDeclaration }>(
  'UpdateActionType',
  ({ draft }, { actionType }) => {
    const key = typeKey(actionType.id);
    const former = draft.types.get(key);
    if (!former?.integration) throw typeNotFound(key);
    checkExecutor(actionType);
    const type = integrationType(actionType, former);
    checkProperties(type.properties);
    draft.types = new Map(draft.types).set(key, type);
  },
);

function checkExecutor({ executor, inputArtifactDetails, outputArtifactDetails }: ActionTypeDeclaration): void {
  const { type, configuration } = executor;
  const fitting =
    type === 'Lambda' ? configuration.lambdaExecutorConfiguration : configuration.jobWorkerExecutorConfiguration;
  if (!fitting) throw invalid(`The executor of type ${type} has no configuration of its type`);
  for (const { minimumCount, maximumCount } of [inputArtifactDetails, outputArtifactDetails])
    if (minimumCount > maximumCount) throw invalid('A minimum count of artifacts is more than its maximum count');
}
