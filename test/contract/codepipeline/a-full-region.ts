import {
  type ActionTypeId,
  CreateCustomActionTypeCommand,
  CreatePipelineCommand,
  PutWebhookCommand,
} from '@aws-sdk/client-codepipeline';
import type { ActionDeclaration, RuleDeclaration } from '../../../src/sandbox/codepipeline/shapes.ts';
import { anApproval, aPipeline, aSource, aStage } from '../../unit/sandbox/codepipeline/workbench.ts';
import type { Connected } from './sdk.ts';

/* What the contract tests of jobs, webhooks and conditions work on. */

export const CUSTOM: ActionTypeId = { category: 'Test', owner: 'Custom', provider: 'Lab', version: '1' };
export const PARTNER: ActionTypeId = {
  category: 'Test',
  owner: 'ThirdParty',
  provider: 'SandboxPartner',
  version: '1',
};

export const anAction = (
  name: string,
  actionTypeId: ActionTypeId,
  change: Partial<ActionDeclaration> = {},
): ActionDeclaration => ({ name, actionTypeId: actionTypeId as ActionDeclaration['actionTypeId'], ...change });

export const aRule = (name: string, provider: string, change: Partial<RuleDeclaration> = {}): RuleDeclaration => ({
  name,
  ruleTypeId: { category: 'Rule', owner: 'AWS', provider, version: '1' },
  ...change,
});

/** Passes when the variable `go` is `yes`. */
export const aCheck = (name = 'go'): RuleDeclaration =>
  aRule(name, 'VariableCheck', { configuration: { Variable: '#{variables.go}', Value: 'yes', Operator: 'EQ' } });

export const createType = ({ client }: Connected, change = {}) =>
  client.send(
    new CreateCustomActionTypeCommand({
      category: 'Test',
      provider: 'Lab',
      version: '1',
      inputArtifactDetails: { minimumCount: 0, maximumCount: 1 },
      outputArtifactDetails: { minimumCount: 0, maximumCount: 1 },
      configurationProperties: [
        { name: 'Bench', required: true, key: true, secret: false, queryable: true },
        { name: 'Password', required: false, key: false, secret: true },
      ],
      settings: { executionUrlTemplate: 'https://lab.example.com/{Config:Bench}/{ExternalExecutionId}' },
      ...change,
    }),
  );

/** A pipeline whose second stage is one action, or has the given conditions. */
export const createWith = ({ client }: Connected, action: ActionDeclaration, change = {}, name = 'shop-web') =>
  client.send(
    new CreatePipelineCommand({
      pipeline: aPipeline({
        name,
        stages: [aStage('Source', aSource()), { ...aStage('Work', action), ...change }],
      }),
    }),
  );

/** Waits at an approval, then has nothing more to do: a stage to hang conditions on. */
export const createConditional = ({ client }: Connected, change: object, go = 'no') =>
  client.send(
    new CreatePipelineCommand({
      pipeline: aPipeline({
        variables: [{ name: 'go', defaultValue: go }],
        stages: [aStage('Source', aSource()), { ...aStage('Work', anApproval({ name: 'Look' })), ...change }],
      }),
    }),
  );

export const putWebhook = ({ client }: Connected, change = {}) =>
  client.send(
    new PutWebhookCommand({
      webhook: {
        name: 'pushes',
        targetPipeline: 'shop-web',
        targetAction: 'App',
        filters: [{ jsonPath: '$.ref', matchEquals: 'refs/heads/{BranchName}' }],
        authentication: 'UNAUTHENTICATED',
        authenticationConfiguration: {},
        ...change,
      },
    }),
  );
