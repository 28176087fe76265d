import { PARTNER_CLIENT_ID, PARTNER_CLIENT_TOKEN } from '../choices.ts';
import type { ActionTypeId } from '../shapes.ts';
import type { ActionTypeDeclaration, OwnActionType } from '../type-shapes.ts';

/** An action type as its integration model defines it. */
export function integrationType(
  integration: ActionTypeDeclaration,
  former?: Pick<OwnActionType, 'tags' | 'partner'>,
): OwnActionType {
  const { id, properties = [], urls = {}, inputArtifactDetails, outputArtifactDetails } = integration;
  const { configurationUrl, ...templates } = urls;
  return {
    id: { ...id, owner: id.owner === 'AWS' ? 'AWS' : 'ThirdParty' },
    settings: { ...templates, ...(configurationUrl !== undefined && { thirdPartyConfigurationUrl: configurationUrl }) },
    properties: properties.map(({ name, optional, key, noEcho, queryable, description }) => ({
      name,
      required: !optional,
      key,
      secret: noEcho,
      ...(queryable !== undefined && { queryable }),
      ...(description !== undefined && { description: description.slice(0, 160) }),
    })),
    inputs: inputArtifactDetails,
    outputs: outputArtifactDetails,
    tags: former?.tags ?? [],
    deleted: false,
    integration,
    ...(former?.partner && { partner: former.partner }),
  };
}

const declaration = (
  category: ActionTypeId['category'],
  provider: string,
  executor: ActionTypeDeclaration['executor'],
): ActionTypeDeclaration => ({
  description: 'An action type of a partner that only the sandbox has.',
  executor,
  id: { category, owner: 'ThirdParty', provider, version: '1' },
  inputArtifactDetails: { minimumCount: 0, maximumCount: 5 },
  outputArtifactDetails: { minimumCount: 0, maximumCount: 5 },
  permissions: { allowedAccounts: ['*'] },
  properties: [{ name: 'Project', optional: true, key: true, noEcho: false }],
});

/** What partners offer in every Region of the sandbox: one whose job worker asks for work, one whose function is taken to succeed. */
export const partnerTypes = (accountId: string): OwnActionType[] => [
  integrationType(
    declaration('Test', 'SandboxPartner', {
      type: 'JobWorker',
      configuration: { jobWorkerExecutorConfiguration: { pollingAccounts: [accountId] } },
    }),
    { tags: [], partner: { clientId: PARTNER_CLIENT_ID, clientToken: PARTNER_CLIENT_TOKEN } },
  ),
  integrationType(
    declaration('Invoke', 'SandboxFunction', {
      type: 'Lambda',
      configuration: {
        lambdaExecutorConfiguration: { lambdaFunctionArn: `arn:aws:lambda:eu-west-1:${accountId}:function:partner` },
      },
    }),
  ),
];
