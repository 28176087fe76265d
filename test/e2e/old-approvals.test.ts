import { GetPipelineStateCommand, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { messagesSeenBy } from '../support/look.ts';
import { buttonValue, canDecide, typed, wordsOfAll } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory();

const APPROVE = 'approval:approve';
const EVERYBODY = ['U0DANA', 'U0BEN', 'U0INES', 'U0LEE', 'U0GIL', 'U0ODA'];

/** Every token that any test has seen, to be looked for everywhere at the end. */
const tokens = new Set<string>();

/** The token of an approval that waits, as CodePipeline gives it to whoever may read the pipeline's state. */
async function tokenOf(pipeline: string): Promise<string> {
  const token = (await story.stage(pipeline, 'Gate')).actionStates?.[0]?.latestExecution?.token;
  if (!token) throw new Error(`${pipeline} waits for nobody`);
  tokens.add(token);
  return token;
}

async function waiting(name: string) {
  const train = await story.waiting(name);
  await tokenOf(name);
  return train;
}

/** How often CodePipeline was asked to take a decision meanwhile. */
const decisionsDuring = (work: () => Promise<unknown>) => story.callsDuring('PutApprovalResult', work);

async function decideInConsole({ pipeline }: Train, status: 'Approved' | 'Rejected'): Promise<void> {
  const result = { status, summary: 'Decided in the console' };
  const where = { pipelineName: pipeline, stageName: 'Gate', actionName: 'Go', token: await tokenOf(pipeline) };
  await story.aws().send(new PutApprovalResultCommand({ ...where, result }));
}

describe('an Approve button that is out of date', () => {
  it('pressed again after the decision: the person hears who decided, and CodePipeline is not asked', async () => {
    const train = await waiting('old-button');
    const value = buttonValue(train.approval, APPROVE);
    await story.press('U0BEN', train.approval, APPROVE);
    await story.approvalSays(train, /Approved by Ben Okafor/);
    await story.cardSays(train, /succeeded/);

    const decisions = await decisionsDuring(async () => {
      const told = await story.toldPrivately('U0INES', () =>
        story.pressOld({ user: 'U0INES', ts: train.approval.ts, action_id: APPROVE, value }),
      );
      expect(wordsOfAll(told)).toMatch(/Already approved/);
    });

    expect(decisions).toBe(0);
    expect(canDecide(await story.approval(train))).toBe(false);
  });

  it('of attempt 1 does nothing to attempt 2, which has a button of its own', async () => {
    const train = await waiting('old-attempt');
    const oldValue = buttonValue(train.approval, APPROVE);
    const { view } = await story.press('U0INES', train.approval, 'approval:reject');
    await story.submit('U0INES', view, typed('comment', 'Not yet'));
    await story.approvalSays(train, /Rejected by Ines Duarte/);
    await story.cardSays(train, /failed in Gate/);
    await story.type('U0INES', 'retry old-attempt Gate');
    const second = await story.until(async () => {
      const found = await story.approval(train);
      return canDecide(found) && found.ts !== train.approval.ts ? found : undefined;
    }, 'the second attempt waits in a message of its own');
    await tokenOf('old-attempt');

    const decisions = await decisionsDuring(async () => {
      const told = await story.toldPrivately('U0BEN', () =>
        story.pressOld({ user: 'U0BEN', ts: train.approval.ts, action_id: APPROVE, value: oldValue }),
      );
      expect(wordsOfAll(told)).toMatch(/asked again|Already rejected/);
    });
    expect(decisions).toBe(0);
    expect((await story.stage('old-attempt', 'Gate')).latestExecution?.status).toBe('InProgress');

    await story.press('U0BEN', second, APPROVE);
    await story.cardSays(train, /succeeded/);
    expect((await story.messages(train)).filter(canDecide)).toEqual([]);
  });

  it('of an execution whose place a newer one took does nothing to the newer one', async () => {
    const old = await waiting('newer-execution');
    const oldValue = buttonValue(old.approval, APPROVE);
    const { view } = await story.press('U0INES', old.approval, 'approval:reject');
    await story.submit('U0INES', view, typed('comment', 'A newer one comes'));
    await story.cardSays(old, /failed in Gate/);
    const { executionId } = await story.sandbox().control.commit({ pipeline: 'newer-execution', author: 'lee' });
    const newer = { pipeline: 'newer-execution', executionId };
    await story.until(
      async () => (canDecide(await story.approval(newer).catch(() => ({ buttons: [] }))) ? true : undefined),
      'the newer approval waits',
    );
    await tokenOf('newer-execution');

    const decisions = await decisionsDuring(async () => {
      const told = await story.toldPrivately('U0BEN', () =>
        story.pressOld({ user: 'U0BEN', ts: old.approval.ts, action_id: APPROVE, value: oldValue }),
      );
      expect(wordsOfAll(told)).toMatch(/Already rejected by Ines Duarte/);
    });

    expect(decisions).toBe(0);
    expect((await story.stage('newer-execution', 'Gate')).latestExecution?.status).toBe('InProgress');
    expect(canDecide(await story.approval(newer))).toBe(true);
  });

  it('after a decision in the console: the message shows it, and a click that comes later is told so', async () => {
    const train = await waiting('console');
    const value = buttonValue(train.approval, APPROVE);

    await decideInConsole(train, 'Approved');
    const approval = await story.approvalSays(train, /Approved in the console or by a tool/);
    expect(canDecide(approval)).toBe(false);
    await story.cardSays(train, /succeeded/);

    const told = await story.toldPrivately('U0BEN', () =>
      story.pressOld({ user: 'U0BEN', ts: train.approval.ts, action_id: APPROVE, value }),
    );
    expect(wordsOfAll(told)).toMatch(/Already approved/);
  });
});

describe('the token of an approval', () => {
  afterAll(() => tokens.clear());

  it('is in no message, no private answer, no log line, no dead letter and no stored item', async () => {
    expect(tokens.size).toBeGreaterThan(4);
    const { slack, aws, control } = story.sandbox();
    const seen = await Promise.all(EVERYBODY.map((user) => messagesSeenBy(slack, user)));
    const client = new DynamoDBClient({
      endpoint: aws,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { Items = [] } = await client.send(new ScanCommand({ TableName: 'signalbox-dev-Table' }));
    expect(Items.length).toBeGreaterThan(10);

    const everything = JSON.stringify([seen, await control.logs(), (await control.state()).deadLetters, Items]);
    expect([...tokens].filter((token) => everything.includes(token))).toEqual([]);
  });

  it('is where this test would find it: in CodePipeline', async () => {
    const state = await story.aws().send(new GetPipelineStateCommand({ name: 'newer-execution' }));

    expect([...tokens].some((token) => JSON.stringify(state).includes(token))).toBe(true);
  });
});
