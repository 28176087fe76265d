import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../../../src/sandbox/slack/outgoing/sign.ts';
import { aWorkspace, START } from './a-workspace.ts';

describe('signing requests', () => {
  it('agrees with the sample that Slack publishes', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    expect(signatureOf('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, body)).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  it('agrees with a second vector', () => {
    expect(signatureOf('test-secret', 1700000000, 'command=%2Fdeploy&text=api')).toBe(
      'v0=768d5cb004c524593c617def7d34be731cf17cd95bfe242721b93777af9ea3d4',
    );
  });

  it('signs exactly the bytes sent, with the time of the clock', async () => {
    const { slack, sent } = aWorkspace();
    await slack.command({ user: 'dana', channel: 'general', text: 'status “café” ✓ &=%' });
    const { headers = {}, raw = '' } = sent[0] ?? {};
    expect(headers['x-slack-request-timestamp']).toBe(String(START / 1000));
    expect(headers['x-slack-signature']).toBe(signatureOf('sandbox-secret', START / 1000, raw));
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  });
});
