import {
  CodePipelineClient,
  CreateCustomActionTypeCommand,
  CreatePipelineCommand,
  GetActionTypeCommand,
  ListActionExecutionsCommand,
  ListPipelineExecutionsCommand,
  UpdateActionTypeCommand,
} from '@aws-sdk/client-codepipeline';
import { beforeAll, describe, expect, it } from 'vitest';
import { questionActionType } from '../../src/aws/action-type.ts';
import { assumeRole } from '../../src/aws/assume-role.ts';
import { askingPipeline } from '../support/asking-pipeline.ts';
import { inProject } from '../support/packaged.ts';
import type { Seen } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory({
  policy: inProject('test/fixtures/policies/two-accounts.yml'),
  questions: inProject('test/fixtures/questions/workers.yml'),
});
const MINUTE = 60_000;
const CUSTOM = { category: 'Invoke', provider: 'Signalbox-Question', version: '1' } as const;
const PARTNER = { category: 'Test', owner: 'ThirdParty', provider: 'SandboxPartner', version: '1' } as const;
const PARAMETERS = JSON.stringify({ options: [{ value: 'eu-west-1', label: 'Europe' }] });

let prod: CodePipelineClient;

beforeAll(async () => {
  const env = { AWS_ENDPOINT_URL: story.sandbox().aws, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const role = { arn: 'arn:aws:iam::111122223333:role/platform' };
  const { expiration: _end, ...credentials } = await assumeRole(role, 'pia', 'eu-west-1', env);
  prod = new CodePipelineClient({ endpoint: story.sandbox().aws, region: 'eu-west-1', credentials });
  for (const client of [story.aws(), prod])
    await client.send(new CreateCustomActionTypeCommand(questionActionType(CUSTOM, 'T0SIGNALBX')));
  const { actionType } = await story.aws().send(new GetActionTypeCommand(PARTNER));
  if (!actionType) throw new Error('The partner of the sandbox is gone');
  const properties = ['Ask', 'Parameters', 'Execution'].map((name) => ({
    name,
    optional: true,
    key: false,
    noEcho: false,
  }));
  await story.aws().send(new UpdateActionTypeCommand({ actionType: { ...actionType, properties } }));
});

async function begin(
  client: CodePipelineClient,
  name: string,
  actionTypeId: object,
  more: object = {},
): Promise<Train> {
  await story.quiet();
  const action = {
    name: 'Question',
    actionTypeId: { owner: 'Custom' as const, ...CUSTOM, ...actionTypeId },
    configuration: { Ask: 'Which region first?', Parameters: PARAMETERS, ...more },
    ...('owner' in actionTypeId ? {} : { namespace: 'question' }),
  };
  const uses = 'owner' in actionTypeId ? 'none' : undefined;
  await client.send(new CreatePipelineCommand({ pipeline: askingPipeline(name, action, uses) }));
  const command = new ListPipelineExecutionsCommand({ pipelineName: name });
  const { pipelineExecutionSummaries: [newest] = [] } = await client.send(command);
  return { pipeline: name, executionId: newest?.pipelineExecutionId ?? '' };
}

async function questionOf(train: Train): Promise<Seen | undefined> {
  return (await story.messages(train)).find(({ words }) => / · Ask\/Question ask/.test(words));
}

async function asked(train: Train): Promise<Seen> {
  await story.sandbox().control.advance(2 * MINUTE);
  return story.until(async () => {
    const found = await questionOf(train);
    return found && found.buttons.length > 0 ? found : undefined;
  }, `${train.pipeline} asks`);
}

async function runOf(client: CodePipelineClient, { pipeline }: Train, name = 'Question') {
  const { actionExecutionDetails = [] } = await client.send(
    new ListActionExecutionsCommand({ pipelineName: pipeline }),
  );
  return actionExecutionDetails.find(({ actionName }) => actionName === name);
}

describe('a custom action', () => {
  it.each(['home', 'prod'] as const)('of the account %s asks, and hands the answer on', async (account) => {
    const client = account === 'home' ? story.aws() : prod;
    const train = await begin(client, `custom-${account}`, {});
    const question = await asked(train);

    await story.press('U0BEN', question, 'question:option-1');

    await story.until(async () => {
      const seen = await questionOf(train);
      return /Answered “Europe” by Ben Okafor/.test(seen?.words ?? '') ? seen : undefined;
    }, 'it is answered');
    const run = await runOf(client, train);
    expect(run?.status).toBe('Succeeded');
    expect(run?.output?.outputVariables).toMatchObject({ answer: 'eu-west-1', answeredBy: 'U0BEN' });
    expect(run?.output?.executionResult?.externalExecutionSummary).toMatch(/Ben Okafor/);
  });
});

describe('a partner’s action', () => {
  it('is worked on with the client token that was agreed on', async () => {
    const train = await begin(story.aws(), 'partner-ask', PARTNER, {
      Execution: '#{codepipeline.PipelineExecutionId}',
    });
    const question = await asked(train);

    await story.press('U0INES', question, 'question:option-1');

    await story.until(
      async () => ((await runOf(story.aws(), train))?.status === 'Succeeded' ? true : undefined),
      'it goes on',
    );
    expect((await runOf(story.aws(), train))?.output?.executionResult?.externalExecutionSummary).toMatch(/Ines Duarte/);
  });
});
