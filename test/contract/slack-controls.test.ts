import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOT_TOKEN } from '../../src/sandbox/people.ts';
import { look } from '../support/look.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

let sandbox: SandboxUnderTest;
let client: WebClient;

beforeAll(async () => {
  sandbox = await startSandbox();
  client = new WebClient(BOT_TOKEN, { slackApiUrl: `${sandbox.slack}/api/`, retryConfig: { retries: 0 } });
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.complaints()).toBe('');
});

describe('the control calls for what people do in Slack', () => {
  it('message: somebody writes, in a channel or to the app', async () => {
    const { ts } = await sandbox.control.message({ user: 'dana', channel: '#general', text: 'lunch?' });
    await sandbox.control.message({ user: 'dana', channel: '@signalbox', text: 'psst' });
    const { messages } = await look(sandbox.slack, 'dana');
    expect(messages.C0GENERAL).toMatchObject([{ ts, user: 'U0DANA', text: 'lunch?' }]);
    expect(messages.D0DANA).toMatchObject([{ user: 'U0DANA', text: 'psst' }]);
    expect(await client.conversations.history({ channel: 'C0GENERAL' })).toMatchObject({ messages: [{ ts }] });
  });

  it('upload: a file is there for a submission, and not for the app before it', async () => {
    const file = await sandbox.control.upload({ user: 'dana', name: 'a.json', content: 'e30=', encoding: 'base64' });
    expect(file).toMatchObject({ name: 'a.json', size: 2 });
    await expect(client.files.info({ file: file.id })).rejects.toMatchObject({ data: { error: 'file_not_found' } });
  });

  it.each([
    ['shortcut', { user: 'dana', callback_id: 'nobody:knows' }, /no global shortcut nobody:knows; it has/],
    ['shortcut', { user: 'dana', callback_id: 'x', channel: 'general' }, /both channel and ts/],
    ['shortcut', { user: 'nobody', callback_id: 'x' }, /nobody here is called nobody/],
    ['home', {}, /user/],
    ['home', { user: 'signalbox' }, /is a bot/],
    ['options', { user: 'dana', view_id: 'V0', channel: 'general', action_id: 'x' }, /not in both/],
    ['options', { user: 'dana', action_id: 'nobody:has', query: '' }, /sees no message with nobody:has/],
    ['options', { user: 'dana', action_id: 'x', query: 'x'.repeat(1001) }, /query/],
    ['message', { user: 'dana', channel: 'general' }, /text/],
    ['message', { user: 'dana', channel: 'nowhere', text: 'x' }, /there is no channel nowhere/],
    ['message', { user: 'dana', channel: 'general', text: 'x', as: 'ben' }, /as/],
    ['upload', { user: 'dana', name: '', content: 'x' }, /name/],
    ['upload', { user: 'dana', name: 'a', content: '' }, /a is empty/],
    ['upload', { user: 'dana', name: 'a', content: 'x', encoding: 'hex' }, /encoding/],
  ])('%s refuses %j', async (name, input, error) => {
    expect(await sandbox.control.raw(name, input)).toEqual({
      status: 400,
      body: { ok: false, error: expect.stringMatching(error) },
    });
  });
});
