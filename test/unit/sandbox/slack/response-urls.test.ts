import { describe, expect, it } from 'vitest';
import { actions, aWorkspace, button, section, type TestWorkspace } from './a-workspace.ts';

const DEPLOYS = 'C0DEPLOYS';

async function commandUrl(world: TestWorkspace): Promise<unknown> {
  await world.slack.command({ user: 'dana', channel: DEPLOYS, text: 'status' });
  return world.sent.at(-1)?.fields.response_url;
}

async function clickUrl(world: TestWorkspace, post = 'chat.postMessage'): Promise<unknown> {
  const blocks = [actions(button('go', '1'))];
  await world.call(post, { channel: DEPLOYS, user: 'U0DANA', text: 'Go?', blocks });
  await world.slack.click({ user: 'dana', channel: DEPLOYS, action_id: 'go' });
  return world.sent.at(-1)?.payload.response_url;
}

const seen = (world: TestWorkspace, user = 'dana') =>
  (world.slack.snapshot(user).messages[DEPLOYS] ?? []).map(
    ({ text, ephemeral }) => `${text}${ephemeral ? ' (private)' : ''}`,
  );

describe('a response_url', () => {
  it('answers this person only, unless told in_channel', async () => {
    const world = aWorkspace();
    const url = await commandUrl(world);
    expect(await world.respond(url, { text: 'one' })).toMatchObject({ status: 200, body: 'ok' });
    await world.respond(url, { text: 'two', response_type: 'in_channel' });
    expect(seen(world)).toEqual(['one (private)', 'two']);
    expect(seen(world, 'ben')).toEqual(['two']);
  });

  it('works five times, then answers 404 used_url', async () => {
    const world = aWorkspace();
    const url = await commandUrl(world);
    for (let use = 1; use <= 5; use++) expect((await world.respond(url, { text: `${use}` })).status).toBe(200);
    expect(await world.respond(url, { text: '6' })).toMatchObject({ status: 404, body: 'used_url' });
    expect(seen(world)).toHaveLength(5);
  });

  it('works for thirty minutes, then answers 404 expired_url', async () => {
    const world = aWorkspace();
    const url = await commandUrl(world);
    world.clock.advance(30 * 60_000);
    expect((await world.respond(url, { text: 'in time' })).status).toBe(200);
    world.clock.advance(1);
    expect(await world.respond(url, { text: 'late' })).toMatchObject({ status: 404, body: 'expired_url' });
  });

  it('that was never issued answers 404', async () => {
    const world = aWorkspace();
    expect(await world.respond('http://127.0.0.1:3000/response/guess', { text: 'x' })).toMatchObject({ status: 404 });
  });

  it('refuses bad blocks, empty messages and junk with 400 and a bare word, and does not count that as a use', async () => {
    const world = aWorkspace();
    const url = await commandUrl(world);
    for (let time = 1; time <= 6; time++)
      expect(await world.respond(url, { blocks: [section('')] })).toMatchObject({
        status: 400,
        body: 'invalid_blocks',
      });
    expect(await world.respond(url, {})).toMatchObject({ status: 400, body: 'no_text' });
    const { pathname } = new URL(String(url));
    const junk = await world.slack.handle({ method: 'POST', url: pathname, headers: {}, body: Buffer.from('{') });
    expect(junk).toMatchObject({ status: 400, body: 'invalid_payload' });
    expect((await world.respond(url, { text: 'fine' })).status).toBe(200);
  });

  it('of a click replaces or deletes the message that was clicked, for everybody', async () => {
    const world = aWorkspace();
    const url = await clickUrl(world);
    await world.respond(url, { text: 'Gone.', replace_original: true });
    expect(seen(world, 'ben')).toEqual(['Gone.']);
    await world.respond(url, { delete_original: true });
    expect(seen(world, 'ben')).toEqual([]);
    expect(await world.respond(url, { delete_original: true })).toMatchObject({
      status: 400,
      body: 'message_not_found',
    });
  });

  it('of a click in an ephemeral message replaces that, which chat.update cannot', async () => {
    const world = aWorkspace();
    const url = await clickUrl(world, 'chat.postEphemeral');
    await world.respond(url, { text: 'Done.', replace_original: true, response_type: 'in_channel' });
    expect(seen(world)).toEqual(['Done. (private)']);
    expect(seen(world, 'ben')).toEqual([]);
  });

  it('leaves the original alone by default', async () => {
    const world = aWorkspace();
    const url = await clickUrl(world);
    await world.respond(url, { text: 'Noted.' });
    expect(seen(world)).toEqual(['Go?', 'Noted. (private)']);
  });

  it('replies in a thread', async () => {
    const world = aWorkspace();
    const { ts } = await world.call('chat.postMessage', { channel: DEPLOYS, text: 'card' });
    const url = await commandUrl(world);
    await world.respond(url, { text: 'reply', response_type: 'in_channel', thread_ts: ts });
    expect(world.slack.snapshot('ben').messages[DEPLOYS]).toMatchObject([
      { replies: 1 },
      { text: 'reply', threadTs: ts },
    ]);
  });
});
