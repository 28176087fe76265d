import { afterEach, describe, expect, it, vi } from 'vitest';
import { ControlError } from '../../../../src/sandbox/ports.ts';
import { aWorkspace, section } from './a-workspace.ts';

const DEPLOYS = 'C0DEPLOYS';

describe('typing a slash command', () => {
  it('sends the fields that Slack sends', async () => {
    const { slack, sent } = aWorkspace();
    const result = await slack.command({ user: '@dana', channel: '#deployments', text: 'status shop-web' });
    expect(result).toEqual({ ok: true, status: 200, body: '' });
    expect(sent[0]?.fields).toEqual({
      token: 'sandbox-verification-token',
      team_id: 'T0SIGNALBX',
      team_domain: 'railway-goods',
      channel_id: DEPLOYS,
      channel_name: 'deployments',
      user_id: 'U0DANA',
      user_name: 'dana',
      command: '/pipeline',
      text: 'status shop-web',
      api_app_id: 'A0SIGNALBX',
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/response\/\w{20,}$/),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/),
    });
  });

  it('names the own workspace of an outsider', async () => {
    const { slack, sent } = aWorkspace();
    await slack.command({ user: 'oda', channel: 'deployments', text: 'list' });
    expect(sent[0]?.fields).toMatchObject({ user_id: 'U0ODA', team_id: 'T0PARTNERS' });
  });

  it('shows nothing for an empty answer, and a text to this person only', async () => {
    const silent = aWorkspace();
    await silent.slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    expect(silent.slack.snapshot('dana').messages[DEPLOYS]).toEqual([]);

    const world = aWorkspace(() => 'Nothing waits for you.');
    const result = await world.slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    expect(result).toEqual({ ok: true, status: 200, body: 'Nothing waits for you.' });
    expect(world.slack.snapshot('dana').messages[DEPLOYS]).toMatchObject([
      { text: 'Nothing waits for you.', ephemeral: true, user: 'U0SIGNALBX' },
    ]);
    expect(world.slack.snapshot('ben').messages[DEPLOYS]).toEqual([]);
  });

  it('shows everybody an in_channel answer, below the words typed', async () => {
    const { slack } = aWorkspace(() => ({
      response_type: 'in_channel',
      text: 'all green',
      blocks: [section('all green')],
    }));
    await slack.command({ user: 'dana', channel: DEPLOYS, text: 'status' });
    expect(slack.snapshot('ben').messages[DEPLOYS]).toMatchObject([
      { text: '/pipeline status', user: 'U0DANA' },
      { text: 'all green', user: 'U0SIGNALBX', blocks: [{ type: 'section' }] },
    ]);
  });

  it('tells the person when the answer has bad blocks', async () => {
    const { slack } = aWorkspace(() => ({ blocks: [section('')] }));
    const result = await slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    expect(result).toMatchObject({ ok: false, status: 200, error: 'invalid_blocks' });
    expect(slack.snapshot('dana').messages[DEPLOYS]).toMatchObject([
      { user: 'USLACKBOT', ephemeral: true, text: '/pipeline failed with the error "invalid_blocks"' },
    ]);
  });

  it('tells the person privately when the app fails', async () => {
    const { slack } = aWorkspace(() => ({ status: 502 }));
    const result = await slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    expect(result).toEqual({ ok: false, status: 502, body: '', error: 'dispatch_failed' });
    expect(slack.snapshot('dana').messages[DEPLOYS]).toMatchObject([
      { user: 'USLACKBOT', ephemeral: true, text: '/pipeline failed with the error "dispatch_failed"' },
    ]);
    expect(slack.snapshot('ben').messages[DEPLOYS]).toEqual([]);
  });

  it('reports an app that cannot be reached as dispatch_failed', async () => {
    const { slack } = aWorkspace(() => {
      throw new Error('connect ECONNREFUSED');
    });
    const result = await slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    expect(result).toEqual({ ok: false, status: 0, body: 'connect ECONNREFUSED', error: 'dispatch_failed' });
  });

  it('refuses unknown people and channels, and says who and what there is', async () => {
    const { slack, sent } = aWorkspace();
    const unknown = slack.command({ user: 'zoe', channel: DEPLOYS, text: '' });
    await expect(unknown).rejects.toThrow(ControlError);
    await expect(unknown).rejects.toThrow('nobody here is called zoe; there are dana, ben, ines, lee, gil, oda');
    const nowhere = slack.command({ user: 'dana', channel: 'random', text: '' });
    await expect(nowhere).rejects.toThrow('there is no channel random for dana; there are deployments, general');
    await expect(slack.command({ user: 'signalbox', channel: DEPLOYS, text: '' })).rejects.toThrow('is a bot');
    expect(sent).toEqual([]);
  });

  it('sends a command typed in the direct messages with the bot', async () => {
    const { slack, sent } = aWorkspace();
    await slack.command({ user: 'dana', channel: '@signalbox', text: 'mine' });
    expect(sent[0]?.fields).toMatchObject({ channel_id: 'D0DANA', channel_name: 'directmessage' });
  });
});

describe('the three seconds', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives up on an app that takes longer, by real time, and says so', async () => {
    vi.useFakeTimers();
    const { slack } = aWorkspace(() => new Promise((resolve) => setTimeout(() => resolve('late'), 3_001)));
    const pending = slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await pending).toEqual({ ok: false, status: 0, body: '', error: 'operation_timeout' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(slack.snapshot('dana').messages[DEPLOYS]).toMatchObject([
      { user: 'USLACKBOT', ephemeral: true, text: '/pipeline failed because the app did not respond' },
    ]);
  });

  it('takes an answer that comes just in time', async () => {
    vi.useFakeTimers();
    const { slack } = aWorkspace(() => new Promise((resolve) => setTimeout(() => resolve('just so'), 2_999)));
    const pending = slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await pending).toMatchObject({ ok: true, body: 'just so' });
  });

  it('survives an app that fails after the time is up', async () => {
    vi.useFakeTimers();
    const { slack } = aWorkspace(() => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 4_000)));
    const pending = slack.command({ user: 'dana', channel: DEPLOYS, text: '' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await pending).toMatchObject({ error: 'operation_timeout' });
  });
});
