import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusEvent } from '../../src/sandbox/ports.ts';
import { buttonsOf, history, replies, webClient, wordsOf } from '../support/conversation.ts';
import { messagesSeenBy } from '../support/look.ts';
import { astray, NOT_OURS, rawEvent, SINGLE_EVENTS, short, uuidOf } from '../support/recorded-events.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

/** What people should see of each recorded event when it is all there is. */
const CARDS: Record<string, { says: string[]; failure?: string[]; approval?: string[] }> = {
  'eventbridge-action-FAILED-compute-commands-2026': {
    says: ['pipeline-ai-analysis-github', '07e563b5', 'running', 'Build'],
    failure: ['Build', 'failed in', 'COMMAND_EXECUTION_ERROR', 'exit status 1'],
  },
  'eventbridge-action-STARTED-codebuild-2019': { says: ['foo-pipeline', '4b02612a', 'running', 'FooStage'] },
  'eventbridge-pipeline-FAILED-2026-a': {
    says: ['pipeline-ai-analysis-github', 'a94ed319', 'failed', 'took 1 min 15 s'],
  },
  'notification-action-FAILED-codebuild': {
    says: ['sin-dev', '1d247af2', 'running', 'build'],
    failure: ['build', 'failed in', 'Build terminated with state: FAILED'],
  },
  'notification-action-STARTED-manual-approval-2026': {
    says: ['pyvar-dev-pipeline', '11111111', 'waiting', 'Prod'],
    approval: ['pyvar-dev-pipeline', '11111111', 'waiting', 'Prod', 'ApproveProductionDeploy'],
  },
  'notification-pipeline-FAILED-git-trigger-branch': {
    says: ['my-pipeline', 'failed', '“Commit notes” by Github User', 'push to main', 'took 1 min 9 s'],
  },
  'notification-pipeline-STARTED-manual-start': { says: ['my-pipeline', 'running', 'started by user@host.com'] },
  'source-action-SUCCEEDED-connection-bitbucket': { says: ['a6bf7e98', 'running', 'Source', 'f7ec852'] },
  'source-action-SUCCEEDED-connection-github': {
    says: ['example-pipe-monitor-codepipeline', 'a6bf7e98', 'The example pipeline now also creates'],
  },
};

type Feed = (sandbox: SandboxUnderTest, event: BusEvent) => Promise<unknown>;

const byControl: Feed = (sandbox, event) => sandbox.control.event(event);

/** The account is then the sandbox's, and the region that of the client. */
const byPutEvents: Feed = async ({ aws }, event) => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new EventBridgeClient({ endpoint: aws, region: event.region, credentials });
  const entry = {
    Source: event.source,
    DetailType: event['detail-type'],
    Detail: JSON.stringify(event.detail),
    Resources: event.resources,
    Time: new Date(event.time),
  };
  expect((await client.send(new PutEventsCommand({ Entries: [entry] }))).FailedEntryCount).toBe(0);
};

/** Several recordings are of one execution, and it has one card. */
const executions = [...new Set(SINGLE_EVENTS.map((name) => String(rawEvent(name).detail['execution-id'])))];

let sandbox: SandboxUnderTest;
let client: WebClient;

beforeAll(async () => {
  sandbox = await startSandbox();
  client = webClient(sandbox.slack);
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.complaints()).toBe('');
});

/** What is not in a thread and about this execution. */
async function messagesAbout(executionId: string) {
  const id = short(executionId);
  return (await history(client)).filter(({ ts, thread_ts = ts, text }) => thread_ts === ts && text.includes(id));
}

const isApproval = (message: { blocks: readonly unknown[] }) =>
  buttonsOf(message).some(({ action_id }) => action_id.startsWith('approval:'));

it('every recorded file is one that this test knows', () => {
  expect(Object.keys(CARDS).sort()).toEqual(SINGLE_EVENTS);
});

describe.each([
  ['/control/event', byControl, (id: string) => id],
  ['PutEvents', byPutEvents, (id: string) => uuidOf(`${id} by PutEvents`)],
])('a recorded event fed by %s', (_how, feed, renamed) => {
  beforeAll(async () => {
    for (const name of SINGLE_EVENTS) {
      const recorded = rawEvent(name);
      await feed(sandbox, rawEvent(name, renamed(String(recorded.detail['execution-id']))));
      await sandbox.control.settle(30_000);
      await sandbox.control.advance(1_000); // Slack takes one message a second in a channel
    }
  });

  it.each(Object.entries(CARDS))('%s becomes its messages', async (name, { says, failure, approval }) => {
    const recordedId = String(rawEvent(name).detail['execution-id']);
    const executionId = renamed(recordedId);
    const asTold = (words: string[]) => words.map((word) => (word === short(recordedId) ? short(executionId) : word));

    const about = await messagesAbout(executionId);
    const cards = about.filter((message) => !isApproval(message));
    const [card] = cards;
    expect(cards).toHaveLength(1);
    for (const word of [...asTold(says), short(executionId)]) expect(wordsOf(card ?? { blocks: [] })).toContain(word);

    const approvals = about.filter(isApproval);
    expect(approvals).toHaveLength(approval ? 1 : 0);
    for (const word of asTold(approval ?? [])) expect(wordsOf({ blocks: approvals[0]?.blocks ?? [] })).toContain(word);

    const inThread = await replies(client, card?.ts ?? '');
    expect(inThread).toHaveLength(failure ? 1 : 0);
    for (const word of failure ?? []) expect(wordsOf({ blocks: inThread[0]?.blocks ?? [] })).toContain(word);
  });

  it('there is one card for each execution, and nothing was lost', async () => {
    for (const id of executions) {
      const about = await messagesAbout(renamed(id));
      expect(about.filter((message) => !isApproval(message))).toHaveLength(1);
    }
    expect((await sandbox.control.state()).deadLetters).toEqual([]);
  });
});

describe('the recorded approval', () => {
  const approval = async () => {
    const found = (await messagesAbout('11111111-1111-4111-8111-111111111111')).find(isApproval);
    if (!found) throw new Error('There is no approval message');
    return found;
  };

  it('has an Approve button, whose value does not hold the id of the run, because that may be the token', async () => {
    const buttons = buttonsOf(await approval());

    expect(buttons.map(({ action_id }) => action_id)).toContain('approval:approve');
    expect(JSON.stringify(await history(client))).not.toContain('abc-token-123');
  });

  it('approved, it is answered in private: CodePipeline knows no such pipeline, and nothing is written there', async () => {
    const { ts } = await approval();

    await sandbox.control.click({ user: 'U0BEN', channel: 'deployments', ts, action_id: 'approval:approve' });
    await sandbox.control.settle();

    const told = (await messagesSeenBy(sandbox.slack, 'U0BEN')).filter(({ ephemeral }) => ephemeral);
    expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(/No pipeline is called .*pyvar-dev-pipeline/)]);
    expect((await sandbox.control.state()).calls.aws['codepipeline:PutApprovalResult']).toBeUndefined();
    expect(JSON.stringify(await history(client))).not.toContain('Ben Okafor');
  });
});

describe('a payload that is none of ours', () => {
  it('is refused to the dead-letter queue after its retries, each with its reason, and nothing is posted', async () => {
    const posted = (await history(client)).length;
    const before = (await sandbox.control.state()).deadLetters.length;

    for (const name of NOT_OURS) await sandbox.control.event(astray(name));
    await sandbox.control.advance(4 * 60_000); // Lambda tries again after one and after two minutes more
    await sandbox.control.settle();

    const { deadLetters } = await sandbox.control.state();
    expect(deadLetters.slice(before)).toMatchObject(
      NOT_OURS.map(() => ({
        from: 'pipeline-events',
        reason: 'RetriesExhausted',
        error: { errorType: 'UnknownEventError', errorMessage: expect.stringContaining('detail.pipeline') },
      })),
    );
    const told = deadLetters.slice(before).map(({ body }) => JSON.stringify(body));
    expect(told.toSorted()).toEqual(NOT_OURS.map((name) => expect.stringContaining(keyOf(name))).toSorted());
    expect(await history(client)).toHaveLength(posted);
  });
});

/** Something that stands in this file and in no other. */
function keyOf(name: string): string {
  const [key = ''] = Object.keys(astray(name).detail).filter((one) => one !== 'region');
  return `"${key}"`;
}
