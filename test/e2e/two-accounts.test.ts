import {
  CodePipelineClient,
  CreatePipelineCommand,
  GetPipelineStateCommand,
  ListPipelineExecutionsCommand,
  type StageState,
} from '@aws-sdk/client-codepipeline';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assumeRole } from '../../src/aws/assume-role.ts';
import { inProject } from '../support/packaged.ts';
import { canDecide, type Seen } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';
import { declaration } from '../support/story-pipeline.ts';

const story = inStory({ policy: inProject('test/fixtures/policies/two-accounts.yml') });

const PROD = '111122223333';
const asOperator = (user: string) => `arn:aws:sts::${PROD}:assumed-role/signalbox-operate/${user}`;

/** Somebody with rights of their own in the other account. */
let prod: CodePipelineClient;

beforeAll(async () => {
  const env = {
    AWS_ENDPOINT_URL: story.sandbox().aws,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const role = { arn: `arn:aws:iam::${PROD}:role/platform` };
  const credentials = await assumeRole(role, 'pia', 'eu-west-1', env);
  // The sandbox's clock moves ahead of this process: what is asked of it is that the session has not ended there.
  const { expiration: _end, ...keys } = credentials;
  prod = new CodePipelineClient({ endpoint: story.sandbox().aws, region: 'eu-west-1', credentials: keys });
});

interface Twins {
  home: Train & { approval: Seen };
  prod: Train & { approval: Seen };
}

/** Two pipelines of one name, an approval waiting in each. */
async function twins(name: string): Promise<Twins> {
  const home = await story.waiting(name);
  await prod.send(new CreatePipelineCommand({ pipeline: declaration(name, 'gated') }));
  return { home, prod: await waitingInProd(name) };
}

async function waitingInProd(name: string): Promise<Train & { approval: Seen }> {
  const train = { pipeline: name, executionId: (await newestInProd(name)).pipelineExecutionId ?? '' };
  const approval = await story.until(async () => {
    const seen = await story.approval(train).catch(() => undefined);
    return seen && canDecide(seen) ? seen : undefined;
  }, `the approval of ${name} in the other account can be decided`);
  return { ...train, approval };
}

async function newestInProd(pipelineName: string) {
  const { pipelineExecutionSummaries: [newest] = [] } = await prod.send(
    new ListPipelineExecutionsCommand({ pipelineName }),
  );
  if (!newest) throw new Error(`${pipelineName} has no execution in the other account`);
  return newest;
}

async function stageInProd(name: string, stage: string): Promise<StageState> {
  const { stageStates = [] } = await prod.send(new GetPipelineStateCommand({ name }));
  return stageStates.find(({ stageName }) => stageName === stage) ?? {};
}

const gateRun = ({ actionStates: [action] = [] }: StageState) => action?.latestExecution;

describe('a button of one of two pipelines with the same name', () => {
  it('approves there and never in the other, under the name of the person', async () => {
    const { home, prod: there } = await twins('twin-approve');

    expect(there.approval.words).toMatch(/\|prod:twin-approve>/);
    expect(home.approval.words).toMatch(/\|twin-approve>/);
    await story.press('U0BEN', there.approval, 'approval:approve');

    await story.cardSays(there, /succeeded/);
    await story.approvalSays(there, /Approved by Ben Okafor/);
    const run = gateRun(await stageInProd('twin-approve', 'Gate'));
    expect(run).toMatchObject({ status: 'Succeeded', lastUpdatedBy: asOperator('U0BEN') });
    expect(run?.summary).toContain('Ben Okafor (U0BEN) via Slack');

    await story.quiet();
    expect(canDecide(await story.approval(home))).toBe(true);
    expect(gateRun(await story.stage('twin-approve', 'Gate'))?.status).toBe('InProgress');
  });

  it('at home leaves the other account alone, and is done by the function itself', async () => {
    const { home, prod: there } = await twins('twin-home');

    await story.press('U0INES', home.approval, 'approval:approve');

    await story.cardSays(home, /succeeded/);
    expect(gateRun(await story.stage('twin-home', 'Gate'))?.lastUpdatedBy).toMatch(
      /^arn:aws:sts::123456789012:assumed-role\/sandbox\/signalbox-\w+-operations$/,
    );
    await story.quiet();
    expect(canDecide(await story.approval(there))).toBe(true);
    expect(gateRun(await stageInProd('twin-home', 'Gate'))?.status).toBe('InProgress');
  });
});

describe('typed words about one of two pipelines with the same name', () => {
  const name = 'twin-typed';
  let there: Train;

  beforeAll(async () => {
    there = (await twins(name)).prod;
  }, 60_000);
  beforeEach(() => story.quiet());

  const answer = async (text: string) => (await story.type('U0BEN', text)).map(({ words }) => words).join('\n');

  it('ask which one is meant, for reading and for deeds, and nothing is done', async () => {
    const puts = await story.callsDuring('PutApprovalResult', async () => {
      expect(await answer(`status ${name}`)).toMatch(/may be any of 2 pipelines.*home:twin-typed.*prod:twin-typed/s);
      expect(await answer(`approve ${name} Gate`)).toMatch(
        /may be any of 2 pipelines.*\/pipeline approve home:twin-typed Gate.*\/pipeline approve prod:twin-typed Gate/s,
      );
    });

    expect(puts).toBe(0);
  });

  it('lead on by the button of the choice', async () => {
    const [choice] = await story.type('U0BEN', `status ${name}`);
    const toProd = choice?.buttons.at(-1);
    const [status] = await story.toldPrivately('U0BEN', () =>
      story.press('U0BEN', choice ?? { ts: '' }, toProd?.action_id ?? '', toProd?.value),
    );

    expect(status?.words).toMatch(/prod:twin-typed.*Gate waiting/s);
  });

  it('list both by names that can be typed, and only one account when asked so', async () => {
    expect(await answer('list twin-typed')).toMatch(
      /home:twin-typed.*prod:twin-typed|prod:twin-typed.*home:twin-typed/s,
    );

    const narrowed = await answer('list prod:twin-*');
    expect(narrowed).toContain('prod:twin-typed');
    expect(narrowed).not.toContain('home:twin-typed');
  });

  it('close a way in that account alone, and CodePipeline knows who did it', async () => {
    expect(await answer(`disable prod:${name} Prod end of quarter`)).toMatch(/You closed the way/);

    expect((await stageInProd(name, 'Prod')).inboundTransitionState).toMatchObject({
      enabled: false,
      lastChangedBy: asOperator('U0BEN'),
    });
    expect((await story.stage(name, 'Prod')).inboundTransitionState?.enabled).toBe(true);
    expect(await answer(`enable prod/eu-west-1:${name} Prod`)).toMatch(/You opened the way/);
  });

  it('start an execution there, triggered by the session of the person', async () => {
    expect(await answer(`start prod:${name}`)).toMatch(/You started/);

    const newest = await newestInProd(name);
    expect(newest.pipelineExecutionId).not.toBe(there.executionId);
    expect(newest.trigger).toEqual({ triggerType: 'StartPipelineExecution', triggerDetail: asOperator('U0BEN') });
  });
});

describe('a role that cannot be assumed', () => {
  it('is told as a missing right, nothing is changed, and the other account goes on', async () => {
    const { home, prod: there } = await twins('twin-locked');
    await story.sandbox().control.faults({ aws: [{ operation: 'sts:AssumeRole', error: 'AccessDenied' }] });

    const [told] = await story.toldPrivately('U0DANA', () => story.press('U0DANA', there.approval, 'approval:approve'));
    await story.press('U0DANA', home.approval, 'approval:approve');
    await story.cardSays(home, /succeeded/);
    await story.sandbox().control.faults({});

    expect(told?.words).toMatch(/Signalbox has no right to do this in AWS/);
    expect(gateRun(await stageInProd('twin-locked', 'Gate'))?.status).toBe('InProgress');
  });
});

describe('a pipeline of an account that is not served', () => {
  it('has a card from its events alone, and its buttons are refused in words', async () => {
    await story.quiet();
    const executionId = '7c0ffee0-1111-4222-8333-444455556666';
    await story.sandbox().control.event({
      source: 'aws.codepipeline',
      'detail-type': 'CodePipeline Pipeline Execution State Change',
      account: '999988887777',
      region: 'eu-west-1',
      detail: { pipeline: 'stranger', 'execution-id': executionId, state: 'STARTED', version: 1 },
    });
    const card = await story.cardSays({ pipeline: 'stranger', executionId }, /stranger.*is running/s);

    const { view } = await story.press('U0BEN', card, 'execution:stop');
    const [told] = await story.toldPrivately('U0BEN', () => story.submit('U0BEN', view, {}));

    expect(told?.words).toContain('Signalbox does not serve account 999988887777 in eu-west-1. Nothing was changed');
  });
});
