import type { CreateCustomActionTypeCommandInput } from '@aws-sdk/client-codepipeline';
import type { WorkedActionType } from '../domain/workers.ts';

/** The custom action type by which pipelines ask questions without a function in their account.
 * @param teamId of the workspace, for the links from the console to the message */
export function questionActionType(type: WorkedActionType, teamId: string): CreateCustomActionTypeCommandInput {
  const property = (name: string, required: boolean, description: string) => ({
    name,
    required,
    key: true,
    secret: false,
    queryable: false,
    description,
    type: 'String' as const,
  });
  return {
    ...type,
    settings: {
      entityUrlTemplate: `https://slack.com/app_redirect?team=${teamId}`,
      executionUrlTemplate: `https://slack.com/app_redirect?team=${teamId}&channel={ExternalExecutionId}`,
    },
    configurationProperties: [
      property('Ask', true, 'The question, or @name of one in infra/questions.yml'),
      property('Parameters', false, 'Everything else as JSON: {"options":[{"value":"eu-west-1","label":"Europe"}]}'),
    ],
    inputArtifactDetails: { minimumCount: 0, maximumCount: 5 },
    outputArtifactDetails: { minimumCount: 0, maximumCount: 0 },
  };
}
