import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';

const GOOD = {
  TABLE_NAME: 'signalbox',
  SLACK_TEAM_ID: 'T0SIGNALBX',
  SLACK_API_URL: 'https://slack.com/api/',
  SLACK_BOT_TOKEN: 'xoxb-secret',
};

describe('the environment of a function', () => {
  it('is read for what the function needs, and nothing else', () => {
    expect(readConfig(GOOD, ['TABLE_NAME', 'SLACK_API_URL'], ['SLACK_BOT_TOKEN'])).toEqual({
      TABLE_NAME: 'signalbox',
      SLACK_API_URL: 'https://slack.com/api/',
      LOG_LEVEL: 'INFO',
      secrets: { SLACK_BOT_TOKEN: { value: 'xoxb-secret' } },
    });
  });

  it('lists everything that is missing or wrong at once, without repeating a value', () => {
    const read = () =>
      readConfig(
        { SLACK_TEAM_ID: 'not-a-team', SLACK_API_URL: 'https://evil.example/xoxb-secret', LOG_LEVEL: 'loud' },
        ['TABLE_NAME', 'SLACK_TEAM_ID', 'SLACK_API_URL'],
        ['SLACK_BOT_TOKEN', 'OPERATION_KEY'],
      );

    expect(read).toThrow(/TABLE_NAME is missing/);
    expect(read).toThrow(/SLACK_TEAM_ID is wrong: the id of a workspace begins with T or E/);
    expect(read).toThrow(/SLACK_API_URL is wrong/);
    expect(read).toThrow(/SLACK_BOT_TOKEN or SLACK_BOT_TOKEN_PARAMETER is missing/);
    expect(read).toThrow(/OPERATION_KEY or OPERATION_KEY_PARAMETER is missing/);
    expect(read).toThrow(/LOG_LEVEL is wrong/);
    expect(read).not.toThrow(/evil|not-a-team|loud/);
  });

  it('takes a secret from the parameter that it names', () => {
    expect(readConfig({ OPERATION_KEY_PARAMETER: '/signalbox/key' }, [], ['OPERATION_KEY']).secrets).toEqual({
      OPERATION_KEY: { parameter: '/signalbox/key' },
    });
  });

  it('counts an empty setting as missing', () => {
    expect(() => readConfig({ TABLE_NAME: '' }, ['TABLE_NAME'], [])).toThrow(/TABLE_NAME is missing/);
  });
});

describe('how long the audit is kept', () => {
  const read = (days: string) => () => readConfig({ AUDIT_RETENTION_DAYS: days }, ['AUDIT_RETENTION_DAYS'], []);

  it('is a whole number of days', () => {
    expect(read('400')()).toMatchObject({ AUDIT_RETENTION_DAYS: '400' });
    for (const wrong of ['0', '-1', '1.5', 'a year', '100000'])
      expect(read(wrong), wrong).toThrow(/whole number of days/);
  });
});

describe('where the bot token may be sent', () => {
  const reads = (url: string) => () => readConfig({ SLACK_API_URL: url }, ['SLACK_API_URL'], []);

  it.each([
    'https://slack.com/api/',
    'https://slack-gov.com/api/',
    'https://files.slack.com/api/',
    'http://127.0.0.1:3000/api/',
    'http://localhost:3000/api/',
    'http://[::1]:3000/api/',
  ])('is %s', (url) => {
    expect(reads(url)).not.toThrow();
  });

  it.each([
    'http://slack.com/api/',
    'https://slack.com.evil.example/api/',
    'https://evilslack.com/api/',
    'https://a.b.slack.com.example/',
    'https://slack.com@evil.example/',
    'https://xoxb:token@slack.com/',
    'http://127.0.0.1.evil.example/',
    'http://192.168.0.1/',
    'ftp://localhost/',
    'slack.com',
  ])('is not %s', (url) => {
    expect(reads(url)).toThrow(/SLACK_API_URL is wrong/);
  });
});
