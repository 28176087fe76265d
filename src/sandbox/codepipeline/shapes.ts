/* The API's shapes that the emulator works with, as they are after validation: what is required is there, null means absent. */

export type ExecutionMode = 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
export type RetryMode = 'FAILED_ACTIONS' | 'ALL_ACTIONS';
export type Configuration = Record<string, string>;

export interface Tag {
  key: string;
  value: string;
}

export interface ActionTypeId {
  category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
  owner: 'AWS' | 'ThirdParty' | 'Custom';
  provider: string;
  version: string;
}

export interface ActionDeclaration {
  name: string;
  actionTypeId: ActionTypeId;
  runOrder?: number;
  configuration?: Configuration;
  commands?: string[];
  outputArtifacts?: { name: string; files?: string[] }[];
  inputArtifacts?: { name: string }[];
  outputVariables?: string[];
  roleArn?: string;
  region?: string;
  namespace?: string;
  timeoutInMinutes?: number;
  environmentVariables?: { name: string; value: string; type?: 'PLAINTEXT' | 'SECRETS_MANAGER' }[];
}

export type Result = 'ROLLBACK' | 'FAIL' | 'RETRY' | 'SKIP';

export interface RuleDeclaration {
  name: string;
  ruleTypeId: { category: 'Rule'; owner?: 'AWS'; provider: string; version?: string };
  configuration?: Configuration;
  commands?: string[];
  inputArtifacts?: { name: string }[];
  roleArn?: string;
  region?: string;
  timeoutInMinutes?: number;
}

export interface Condition {
  result?: Result;
  rules?: RuleDeclaration[];
}

export interface StageDeclaration {
  name: string;
  blockers?: { name: string; type: 'Schedule' }[];
  actions: ActionDeclaration[];
  onFailure?: { result?: Result; retryConfiguration?: { retryMode?: RetryMode }; conditions?: Condition[] };
  onSuccess?: { conditions: Condition[] };
  beforeEntry?: { conditions: Condition[] };
}

export interface ArtifactStore {
  type: 'S3';
  location: string;
  encryptionKey?: { id: string; type: 'KMS' };
}

interface Globs {
  includes?: string[];
  excludes?: string[];
}

export interface GitPush {
  tags?: Globs;
  branches?: Globs;
  filePaths?: Globs;
}

export interface PipelineDeclaration {
  name: string;
  roleArn: string;
  artifactStore?: ArtifactStore;
  artifactStores?: Record<string, ArtifactStore>;
  stages: StageDeclaration[];
  version?: number;
  executionMode?: ExecutionMode;
  pipelineType?: 'V1' | 'V2';
  variables?: { name: string; defaultValue?: string; description?: string }[];
  triggers?: {
    providerType: 'CodeStarSourceConnection';
    gitConfiguration: { sourceActionName: string; push?: GitPush[] };
  }[];
}

export interface SourceRevisionOverride {
  actionName: string;
  revisionType: 'COMMIT_ID' | 'IMAGE_DIGEST' | 'S3_OBJECT_VERSION_ID' | 'S3_OBJECT_KEY';
  revisionValue: string;
}

export interface ArtifactDetail {
  name: string;
  s3location: { bucket: string; key: string };
}

export interface WebhookDefinition {
  name: string;
  targetPipeline: string;
  targetAction: string;
  filters: { jsonPath: string; matchEquals?: string }[];
  authentication: 'GITHUB_HMAC' | 'IP' | 'UNAUTHENTICATED';
  authenticationConfiguration: { AllowedIPRange?: string; SecretToken?: string };
}
