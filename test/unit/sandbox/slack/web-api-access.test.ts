import { describe, expect, it } from 'vitest';
import { aWorkspace, DEPLOYS, parse, textsIn } from './a-workspace.ts';

describe('who may call', () => {
  it('takes the token from the header or the field, and names what is wrong with it', async () => {
    const { slack } = aWorkspace();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const ask = async (headers: Record<string, string>, body: string) =>
      parse(await slack.handle({ method: 'POST', url: '/api/auth.test', headers, body: Buffer.from(body) }));

    expect(await ask(form, '')).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await ask(form, 'token=xoxb-other')).toMatchObject({ ok: false, error: 'invalid_auth' });
    expect(await ask(form, 'token=xoxb-sandbox')).toMatchObject({
      ok: true,
      user_id: 'U0SIGNALBX',
      bot_id: 'B0SIGNALBX',
    });
    expect(await ask({ authorization: 'Bearer xoxb-sandbox' }, '')).toMatchObject({ ok: true, team_id: 'T0SIGNALBX' });
  });

  it('answers 200 with unknown_method, invalid_json, json_not_object and invalid_post_type', async () => {
    const { slack, call } = aWorkspace();
    expect(await call('chat.shout')).toMatchObject({ ok: false, error: 'unknown_method', req_method: 'chat.shout' });
    const ask = async (type: string, body: string) => {
      const headers = { 'content-type': type };
      return slack.handle({ method: 'POST', url: '/api/chat.postMessage', headers, body: Buffer.from(body) });
    };
    expect((await ask('application/json', '{')).status).toBe(200);
    expect(parse(await ask('application/json', '{'))).toMatchObject({ error: 'invalid_json' });
    expect(parse(await ask('application/json', '[1]'))).toMatchObject({ error: 'json_not_object' });
    expect(parse(await ask('text/xml', '<a/>'))).toMatchObject({ error: 'invalid_post_type' });
    expect((await ask('application/json', 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
  });

  it('lets a fault answer instead of the method, and counts the call all the same', async () => {
    const refusal = { status: 429, headers: { 'retry-after': '7' }, body: '{"ok":false,"error":"ratelimited"}' };
    const world = aWorkspace(undefined, {
      fateOf: (method) =>
        method === 'chat.postMessage' ? { kind: 'refused', response: refusal } : { kind: 'answered' },
    });
    expect(await world.call('chat.postMessage', { channel: DEPLOYS, text: 'hello' })).toMatchObject({
      error: 'ratelimited',
    });
    expect(await textsIn(world)).toEqual([]);
    expect(world.slack.calls()).toEqual({ 'chat.postMessage': 1, 'conversations.history': 1 });
  });

  it('logs each call with its outcome', async () => {
    const { call, log } = aWorkspace();
    await call('chat.postMessage', { channel: 'C0NOWHERE', text: 'hello' });
    await call('auth.test');
    expect(log.map(({ what, outcome }) => [what, outcome])).toEqual([
      ['chat.postMessage', 'channel_not_found'],
      ['auth.test', '200'],
    ]);
  });
});
