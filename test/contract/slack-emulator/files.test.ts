import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { UserId } from '../../../src/domain/ids.ts';
import { BOT_TOKEN } from '../../../src/sandbox/people.ts';
import { createSlackClient } from '../../../src/slack/client.ts';
import { createFiles } from '../../../src/slack/files.ts';
import { silentLog } from '../../support/memory-slack.ts';
import { type Served, serve } from './served.ts';

const BEN = 'U0BEN';
const DIRECT = 'D0BEN';
const CSV = { name: 'audit.csv', content: 'who,what\r\nInès,"a, b"\r\n', words: 'The audit' };

const Shared = z.object({
  messages: z.array(
    z.looseObject({
      text: z.string(),
      files: z.array(z.looseObject({ name: z.string(), size: z.number(), url_private_download: z.string() })),
    }),
  ),
});

let served: Served;
let client: WebClient;

beforeEach(async () => {
  served = await serve();
  client = new WebClient(BOT_TOKEN, { slackApiUrl: served.apiUrl, retryConfig: { retries: 0 } });
});
afterEach(() => served.stop());

const files = (slackApiUrl = served.apiUrl) => {
  const token = async () => BOT_TOKEN;
  const slack = createSlackClient({ slackApiUrl, botToken: token, rereadToken: token, now: Date.now });
  return createFiles({ slack, slackApiUrl, log: silentLog });
};

async function shared() {
  const { messages } = Shared.parse(await client.conversations.history({ channel: DIRECT }));
  return messages;
}

const download = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });

describe('a file for one person', () => {
  it('comes by direct message, and the bytes are those that were sent', async () => {
    expect(await files().send(UserId(BEN), CSV)).toBe(true);

    const [message] = await shared();
    const [file] = message?.files ?? [];
    expect(message).toMatchObject({
      text: 'The audit',
      files: [{ name: 'audit.csv', filetype: 'csv', mimetype: 'text/csv' }],
    });
    const authorization = `Bearer ${BOT_TOKEN}`;
    const answer = await download(file?.url_private_download ?? '', { authorization });
    expect(await answer.text()).toBe(CSV.content);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('is not for those without the token', async () => {
    await files().send(UserId(BEN), CSV);

    const [message] = await shared();
    expect((await download(message?.files[0]?.url_private_download ?? '')).status).toBe(404);
  });

  it('is told as not sent when Slack does not take it', async () => {
    expect(await files().send(UserId('U0NOBODY'), CSV)).toBe(false);
  });
});

describe('the unmodified @slack/web-api', () => {
  it('uploads in one call, as a form', async () => {
    await client.conversations.open({ users: BEN });
    await client.filesUploadV2({
      channel_id: DIRECT,
      filename: 'notes.txt',
      content: 'two words',
      initial_comment: 'Notes',
    });

    const [message] = await shared();
    expect(message).toMatchObject({ text: 'Notes', files: [{ name: 'notes.txt', size: 9 }] });
  });

  it('is refused for bytes that never came, and for other bytes than were announced', async () => {
    const announced = await client.files.getUploadURLExternal({ filename: 'a.csv', length: 3 });
    const complete = () =>
      client.files.completeUploadExternal({ files: [{ id: announced.file_id ?? '' }], channel_id: 'C0DEPLOYS' });

    await expect(complete()).rejects.toMatchObject({ data: { error: 'file_not_found' } });
    const upload = (body: string) => fetch(announced.upload_url ?? '', { method: 'POST', body });
    expect((await upload('four')).status).toBe(400);
    expect(await (await upload('abc')).text()).toBe('OK - 3');
    expect((await upload('abc')).status).toBe(404);
    expect(await complete()).toMatchObject({ ok: true });
  });
});
