import { CodePipelineClient, ListPipelinesCommand } from '@aws-sdk/client-codepipeline';
import { WebClient } from '@slack/web-api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BOT_TOKEN } from '../../src/sandbox/people.ts';
import { history, webClient } from '../support/conversation.ts';
import { shopPipeline } from '../support/pipelines.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

let sandbox: SandboxUnderTest;

beforeAll(async () => {
  sandbox = await startSandbox({ speed: 200 });
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.complaints()).toBe('');
});
afterEach(() => sandbox.control.faults({}));

const post = (text: string, init: RequestInit = {}) =>
  fetch(`${sandbox.slack}/api/chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BOT_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'C0GENERAL', text }),
    ...init,
  });

const said = async () => (await history(webClient(sandbox.slack), 'C0GENERAL')).map(({ text }) => text);

const codepipeline = (maxAttempts = 1) =>
  new CodePipelineClient({
    endpoint: sandbox.aws,
    region: 'eu-west-1',
    maxAttempts,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

describe('POST /control/faults', () => {
  it('answers what is in force from now on, and so does the state', async () => {
    const { status, body } = await sandbox.control.raw('faults', {
      dropEvents: { every: 3 },
      slack: { method: 'chat.update', status: 429, retryAfter: 2, every: 2 },
    });

    const inForce = {
      dropEvents: { every: 3 },
      slack: [{ method: 'chat.update', status: 429, retryAfter: 2, every: 2 }],
    };
    expect({ status, body }).toEqual({ status: 200, body: { ok: true, faults: inForce } });
    expect(await sandbox.control.state()).toMatchObject({ faults: inForce, struck: { dropEvents: 0, slack: 0 } });
  });

  it('with {} clears them', async () => {
    await sandbox.control.faults({ duplicateEvents: true });

    expect((await sandbox.control.raw('faults', {})).body).toEqual({ ok: true, faults: {} });
    expect((await sandbox.control.state()).faults).toEqual({});
  });

  it.each([
    [{ dropEvents: { evry: 2 } }, /dropEvents/],
    [{ rain: true }, /Unrecognized key: "rain"/],
    [{ slack: { method: 'chat.shout', status: 429 } }, /no Slack method "chat\.shout"/],
    [{ crash: { function: 'nobody', afterCall: 1 } }, /no function "nobody"; it has .*operations, /],
  ])('refuses %j with 400 and the reason, and leaves what is in force', async (wanted, reason) => {
    await sandbox.control.faults({ duplicateEvents: true });

    const { status, body } = await sandbox.control.raw('faults', wanted);

    expect({ status, ok: body.ok, error: body.error }).toEqual({
      status: 400,
      ok: false,
      error: expect.stringMatching(reason),
    });
    expect((await sandbox.control.state()).faults).toEqual({ duplicateEvents: true });
  });
});

describe('a call under faults', () => {
  it('to Slack is a rate limit to the web client, each second time', async () => {
    await sandbox.control.faults({ slack: [{ method: 'auth.test', status: 429, retryAfter: 7, every: 2 }] });
    const client = new WebClient(BOT_TOKEN, { slackApiUrl: `${sandbox.slack}/api/`, rejectRateLimitedCalls: true });

    await client.auth.test();
    await expect(client.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
    await client.auth.test();
    expect((await sandbox.control.state()).struck).toEqual({ slack: 1 });
  });

  it('that is swallowed before it arrives has no effect', async () => {
    await sandbox.control.faults({ slack: [{ method: 'chat.postMessage', timeoutBefore: true }] });

    await expect(post('never', { signal: AbortSignal.timeout(300) })).rejects.toThrow(/timeout/);

    expect(await said()).not.toContain('never');
  });

  it('whose answer is swallowed has its effect', async () => {
    await sandbox.control.faults({ slack: [{ method: 'chat.postMessage', timeoutAfter: true }] });

    await expect(post('once', { signal: AbortSignal.timeout(300) })).rejects.toThrow(/timeout/);

    expect((await said()).filter((text) => text === 'once')).toEqual(['once']);
  });

  it('to AWS is the error that is asked for, which the SDK tries again, or not', async () => {
    await sandbox.control.faults({
      aws: [{ operation: 'codepipeline:ListPipelines', error: 'ThrottlingException', every: 2 }],
    });
    const list = new ListPipelinesCommand({});

    await codepipeline().send(list);
    await expect(codepipeline().send(list)).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    await codepipeline().send(list);
    await codepipeline(2).send(list);
    expect((await sandbox.control.state()).struck).toEqual({ aws: 2 });
  });
});

describe('a function that crashes', () => {
  it('behind its URL gives 502 to the request, which is not repeated, and lives on after that', async () => {
    await sandbox.control.faults({ crash: [{ function: 'slack-requests', afterCall: 1 }] });
    const type = () => sandbox.control.command({ user: 'U0DANA', channel: 'deployments', text: 'list' });

    expect(await type()).toMatchObject({ ok: false, status: 502 });
    await sandbox.control.faults({});
    expect(await type()).toMatchObject({ ok: true, status: 200 });
  });

  it('at each delivery of an event leaves it in the dead-letter queue after three, where the sweep finds it', async () => {
    const crash = [{ function: 'pipeline-events', afterCall: 1, times: 3 }];
    // No sweep lives long enough to look into the queue.
    await sandbox.control.faults({ crash: [...crash, { function: 'schedule', afterCall: 1 }] });
    await sandbox.control.event({
      source: 'aws.codepipeline',
      'detail-type': 'CodePipeline Pipeline Execution State Change',
      detail: {
        pipeline: shopPipeline().name,
        'execution-id': '6d1f4f0a-9a34-4a5c-8f0e-111122223333',
        state: 'STARTED',
      },
    });
    await sandbox.control.settle();
    expect((await sandbox.control.state()).pending).toBe(0);

    await sandbox.control.advance(4 * 60_000);

    const { deadLetters, struck } = await sandbox.control.state();
    expect(struck.crash).toBeGreaterThan(3);
    expect(deadLetters.filter(({ from }) => from === 'pipeline-events')).toMatchObject([
      {
        from: 'pipeline-events',
        reason: 'RetriesExhausted',
        error: {
          errorType: 'Sandbox.Killed',
          errorMessage: expect.stringContaining('crashed after its remote call 1'),
        },
      },
    ]);
    await sandbox.control.faults({});
    await sandbox.control.advance(2 * 60_000);
    expect((await sandbox.control.state()).deadLetters).toEqual([]);
  });
});
