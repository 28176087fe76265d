import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../../src/sandbox/slack/methods/index.ts';
import { aWorkspace, type Json, parse, section } from './a-workspace.ts';

/** The whole file is bounded to a few seconds. */
const bounded = { numRuns: 1_500, interruptAfterTimeLimit: 2_000 };

const method = fc.oneof(fc.constantFrom(...METHODS.keys()), fc.string());
const word = fc.oneof(
  fc.constantFrom('C0DEPLOYS', 'U0DANA', 'B0SIGNALBX', '1763800000.000100', '__proto__', 'constructor', ''),
  fc.string(),
);
const name = fc.constantFrom(
  ...['channel', 'user', 'users', 'text', 'blocks', 'attachments', 'metadata', 'view', 'message', 'ts', 'thread_ts'],
  ...['trigger_id', 'view_id', 'user_id', 'limit', 'cursor', 'oldest', 'latest', 'timestamp', 'name', 'email', 'types'],
  ...['__proto__', 'toString', 'token'],
);
const type = fc.constantFrom(
  'section',
  'actions',
  'input',
  'modal',
  'home',
  'button',
  'static_select',
  'mrkdwn',
  'rich_text',
  'table',
);
const { blockish } = fc.letrec((tie) => ({
  blockish: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant({ toString: 'not a function', valueOf: null }),
    fc.array(tie('blockish'), { maxLength: 3 }),
    fc.record(
      {
        type,
        block_id: word,
        text: tie('blockish'),
        elements: tie('blockish'),
        blocks: tie('blockish'),
        options: tie('blockish'),
        element: tie('blockish'),
      },
      { requiredKeys: ['type'] },
    ),
  ),
}));
const args = fc.dictionary(name, fc.oneof(word, blockish), { maxKeys: 6 });
const contentType = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', '');

const headers = (type: string) => ({ authorization: 'Bearer xoxb-sandbox', 'content-type': type });

type Ask = (url: string, type: string, body: string) => Promise<{ status: number; answer: Json }>;

/** One workspace for all requests of a test: what some leave behind is what the next ones meet. */
function asker(): Ask {
  const { slack } = aWorkspace();
  return async (url, type, body) => {
    const response = await slack.handle({ method: 'POST', url, headers: headers(type), body: Buffer.from(body) });
    return { status: response.status, answer: parse(response) };
  };
}

describe('any request', () => {
  it('with any bytes gets a JSON object that says ok or the error', async () => {
    const ask = asker();
    const anyRequest = fc.asyncProperty(
      method,
      contentType,
      fc.string({ unit: 'binary' }),
      async (name_, type_, body) => {
        const { status, answer } = await ask(`/api/${name_}`, type_, body);
        expect(status).toBe(200);
        expect(typeof answer.ok).toBe('boolean');
        if (!answer.ok) expect(answer.error).toMatch(/^\w+$/);
      },
    );
    await fc.assert(anyRequest, bounded);
  });

  it('with arguments of any shape is answered or refused by name, never by internal_error', async () => {
    const ask = asker();
    const anyArguments = fc.asyncProperty(
      fc.constantFrom(...METHODS.keys()),
      fc.boolean(),
      args,
      async (name_, asForm, given) => {
        const fields = Object.entries(given).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]);
        const { answer } = asForm
          ? await ask(`/api/${name_}`, 'application/x-www-form-urlencoded', new URLSearchParams(fields).toString())
          : await ask(`/api/${name_}`, 'application/json', JSON.stringify(given));
        expect(typeof answer.ok).toBe('boolean');
        expect(answer.error).not.toBe('internal_error');
      },
    );
    await fc.assert(anyArguments, bounded);
  });

  it('with an object in the place of a string, a number or a list of names is refused by name', async () => {
    const ask = asker();
    const trap = { toString: 'not a function', valueOf: null };
    const errorOf = async (method_: string, given: Json) =>
      (await ask(`/api/${method_}`, 'application/json', JSON.stringify(given))).answer.error;
    expect(await errorOf('conversations.open', { users: [trap] })).toBe('users_list_not_supplied');
    expect(await errorOf('users.list', { limit: trap })).toBe('invalid_limit');
    expect(await errorOf('chat.postMessage', { channel: 'C0DEPLOYS', text: trap })).toBe('no_text');
    expect(await errorOf('chat.postMessage', { channel: trap, text: 'x' })).toBe('channel_not_found');
  });

  it('with JSON nested without end is refused and spoils nothing', async () => {
    const ask = asker();
    const nested = '['.repeat(200_000) + ']'.repeat(200_000);
    expect((await ask('/api/chat.postMessage', 'application/json', nested)).answer).toMatchObject({
      error: 'invalid_json',
    });
    const inField = JSON.stringify({ channel: 'C0DEPLOYS', text: 'x', blocks: nested });
    expect((await ask('/api/chat.postMessage', 'application/json', inField)).answer).toMatchObject({
      error: 'invalid_blocks_format',
    });
    const huge = JSON.stringify({
      channel: 'C0DEPLOYS',
      text: 'x',
      blocks: Array.from({ length: 10_000 }, () => section('')),
    });
    expect((await ask('/api/chat.postMessage', 'application/json', huge)).answer).toMatchObject({
      error: 'invalid_blocks',
    });
  });

  it('to a response_url of any name is answered without harm', async () => {
    const { slack } = aWorkspace();
    const anyName = fc.asyncProperty(fc.webPath(), fc.string(), async (path, body) => {
      const request = {
        method: 'POST',
        url: `/response/${path}`,
        headers: headers('application/json'),
        body: Buffer.from(body),
      };
      expect((await slack.handle(request)).status).toBeGreaterThanOrEqual(200);
    });
    await fc.assert(anyName, { numRuns: 200, interruptAfterTimeLimit: 1_000 });
  });
});
