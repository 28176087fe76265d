import type { ActionTypeId, Tag } from './shapes.ts';

/* Action types that are data: what CreateCustomActionType and UpdateActionType say of them. */

export interface ConfigurationProperty {
  name: string;
  required: boolean;
  key: boolean;
  secret: boolean;
  queryable?: boolean;
  description?: string;
  type?: 'String' | 'Number' | 'Boolean';
}

export interface UrlTemplates {
  thirdPartyConfigurationUrl?: string;
  entityUrlTemplate?: string;
  executionUrlTemplate?: string;
  revisionUrlTemplate?: string;
}

export interface ArtifactCounts {
  minimumCount: number;
  maximumCount: number;
}

/** A definition made with an integration model, as GetActionType gives it. */
export interface ActionTypeDeclaration {
  description?: string;
  executor: {
    configuration: {
      lambdaExecutorConfiguration?: { lambdaFunctionArn: string };
      jobWorkerExecutorConfiguration?: { pollingAccounts?: string[]; pollingServicePrincipals?: string[] };
    };
    type: 'JobWorker' | 'Lambda';
    policyStatementsTemplate?: string;
    jobTimeout?: number;
  };
  id: { category: ActionTypeId['category']; owner: string; provider: string; version: string };
  inputArtifactDetails: ArtifactCounts;
  outputArtifactDetails: ArtifactCounts;
  permissions?: { allowedAccounts: string[] };
  properties?: {
    name: string;
    optional: boolean;
    key: boolean;
    noEcho: boolean;
    queryable?: boolean;
    description?: string;
  }[];
  urls?: {
    configurationUrl?: string;
    entityUrlTemplate?: string;
    executionUrlTemplate?: string;
    revisionUrlTemplate?: string;
  };
}

export interface OwnActionType {
  id: ActionTypeId;
  settings: UrlTemplates;
  properties: ConfigurationProperty[];
  inputs: ArtifactCounts;
  outputs: ArtifactCounts;
  tags: Tag[];
  /** its version can come back only with the same definition */
  deleted: boolean;
  /** present on those made with an integration model */
  integration?: ActionTypeDeclaration;
  /** present when a partner's job worker does the work: the customer's id and the secret that proves it */
  partner?: { clientId: string; clientToken: string };
}

export const typeKey = ({
  owner,
  category,
  provider,
  version,
}: Omit<ActionTypeId, 'owner'> & { owner: string }): string => `${owner}/${category}/${provider}/${version}`;
