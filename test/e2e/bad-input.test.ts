import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OTHER_TEAM_ID } from '../../src/sandbox/people.ts';
import { webClient } from '../support/conversation.ts';
import { look, messagesSeenBy } from '../support/look.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';
import { asForm, clickPayload, commandForm, type SignedRequest, sendSigned } from '../support/signed-request.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

const Posted = z.object({ ts: z.string() });

let sandbox: SandboxUnderTest;
let now: number;
let before: Awaited<ReturnType<typeof traces>>;

beforeAll(async () => {
  sandbox = await startSandbox();
  // The first good request reads the secrets; from then on nothing needs AWS before the bus.
  await send({ body: commandForm({ text: 'help' }) });
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.complaints()).toBe('');
});
beforeEach(async () => {
  before = await traces();
  ({ now } = await look(sandbox.slack, 'U0BEN'));
});

/** What a request may leave behind: calls to AWS, lines in the log. */
async function traces() {
  const { calls, deadLetters } = await sandbox.control.state();
  const lines = (await sandbox.control.logs()).filter(({ function: name }) => name === 'slack-requests');
  return { aws: { ...calls.aws }, deadLetters: deadLetters.length, lines };
}

const send = async (request: SignedRequest) => sendSigned(sandbox.aws, now ?? Date.now(), request);

/** Nothing was asked of AWS but secrets, what was logged is one structured line, and the next good request is served. */
async function expectNothingDone(logged: 0 | 1): Promise<void> {
  await sandbox.control.settle();
  const { aws, deadLetters, lines } = await traces();
  // The sweep of each minute reads; what a request could set off is an event on the bus or a write.
  const others = (calls: Record<string, number>) =>
    Object.entries(calls).filter(
      ([name]) => !/^(ssm|dynamodb):|^codepipeline:(Get|List|Poll)|^sqs:ReceiveMessage/.test(name),
    );
  expect(others(aws)).toEqual(others(before.aws));
  expect(deadLetters).toBe(before.deadLetters);

  const own = lines.slice(before.lines.length).map(({ line }) => parseLine(line));
  const told = own.filter(({ level }) => level === 'WARN' || level === 'ERROR');
  expect(told.map(({ level }) => level)).toEqual(logged === 1 ? ['WARN'] : []);
  expect(await send({ body: commandForm({ text: 'help' }) })).toMatchObject({ status: 200 });
}

function parseLine(line: string): { level?: string; message?: string } {
  return JSON.parse(line);
}

describe('a request without a good signature', () => {
  it.each<[string, () => SignedRequest]>([
    ['signed with another secret', () => ({ body: commandForm({}), secret: 'somebody else' })],
    ['with a signature of another form', () => ({ body: commandForm({}), signature: 'v0=zz' })],
    ['without a signature', () => ({ body: commandForm({}), signature: '' })],
    ['more than five minutes old', () => ({ body: commandForm({}), timestamp: Math.floor(now / 1000) - 301 })],
    ['more than five minutes ahead', () => ({ body: commandForm({}), timestamp: Math.floor(now / 1000) + 303 })],
    ['with a time that is no number', () => ({ body: commandForm({}), timestamp: 'yesterday' })],
  ])('%s is answered 401 without a word', async (_what, request) => {
    expect(await send(request())).toEqual({ status: 401, body: '' });
    await expectNothingDone(1);
  });
});

describe('a signed request that cannot be read', () => {
  it.each<[string, number, SignedRequest]>([
    ['of more than 256 KB', 413, { body: `text=${'x'.repeat(257 * 1024)}` }],
    ['of an unknown content type', 415, { body: commandForm({}), contentType: 'text/plain' }],
    ['of XML', 415, { body: '<a/>', contentType: 'application/xml' }],
    ['without a body', 400, { body: '' }],
    ['that is no form of ours', 400, { body: 'hello' }],
    ['whose payload is cut off', 400, { body: asForm(clickPayload(anyClick())).slice(0, 120) }],
    ['whose JSON is cut off', 400, { body: '{"type":"block_act', contentType: JSON_TYPE }],
    ['whose JSON is no object', 400, { body: '[1]', contentType: JSON_TYPE }],
    ['of an interaction that Slack does not have', 400, { body: asForm({ type: 'block_party' }) }],
    ['of a click on nothing', 400, { body: asForm({ ...clickPayload(anyClick()), actions: [] }) }],
    ['of a command without its user', 400, { body: 'command=%2Fpipeline&text=help&team_id=T0SIGNALBX' }],
    ['with a byte that is no UTF-8', 400, { body: '%FF%FE=%80', contentType: FORM }],
  ])('%s is answered %i', async (_what, status, request) => {
    expect((await send(request)).status).toBe(status);
    await expectNothingDone(1);
  });
});

describe('a request of somebody else', () => {
  it('of another app is answered 403', async () => {
    const other = { ...clickPayload(anyClick()), api_app_id: 'A0SOMEBODY' };

    expect((await send({ body: asForm(other) })).status).toBe(403);
    await expectNothingDone(1);
  });

  it('a command typed in another workspace is told in private that this belongs elsewhere', async () => {
    const { status, body } = await send({ body: commandForm({ text: 'list', team_id: OTHER_TEAM_ID }) });

    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringMatching(/another workspace, so nothing was done/),
    });
    await expectNothingDone(1);
  });
});

describe('a click on something that this version does not know', () => {
  it.each<[string, { action_id: string; value?: string; option?: string; block_id?: string }]>([
    ['an unknown action', { action_id: 'deploy:now', value: 'x' }],
    ['a value that is not ours', { action_id: 'approval:approve', value: 'DROP TABLE' }],
    ['a value of a later version', { action_id: 'approval:approve', value: '9|1|eu-west-1|shop-web|x|y|z|a' }],
    ['a value without its execution', { action_id: 'approval:approve', value: '1|1|eu-west-1|shop-web||||' }],
    ['a stray percent sign', { action_id: 'failure:retry', value: '1|%|%E0%A4%A|p||||' }],
    ['an unknown option of a menu', { action_id: 'approval:menu', option: 'explode', block_id: '1|1|r|p||||' }],
  ])('%s is explained in private, and nothing is done', async (_what, { action_id, value, option, block_id }) => {
    const target = { type: 'button', text: { type: 'plain_text', text: 'Press' }, action_id, value } as const;
    const menu = [{ text: { type: 'plain_text', text: 'Choose' }, value: option }];
    const element = option === undefined ? target : { type: 'overflow', action_id, options: menu };
    const blocks = [{ type: 'actions', ...(block_id === undefined ? {} : { block_id }), elements: [element] }];
    const drawn = { channel: 'C0DEPLOYS', text: 'Drawn by somebody else', blocks };
    const { ts } = Posted.parse(await webClient(sandbox.slack).apiCall('chat.postMessage', drawn));

    const ack = await sandbox.control.click({
      user: 'U0BEN',
      channel: 'deployments',
      ts,
      action_id,
      ...(option === undefined ? {} : { value: option }),
    });

    expect(ack.status).toBe(200);
    const told = (await messagesSeenBy(sandbox.slack, 'U0BEN')).filter(({ ephemeral }) => ephemeral);
    expect(told.at(-1)?.text).toMatch(/so nothing was done\. \/pipeline status shows how things stand/);
    expect((await messagesSeenBy(sandbox.slack, 'U0DANA')).filter(({ ephemeral }) => ephemeral)).toEqual([]);
    await expectNothingDone(1);
  });
});

function anyClick() {
  return { user: 'U0BEN', ts: '1.1', action_id: 'approval:approve', value: 'x' };
}
