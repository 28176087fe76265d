import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-'));
  const env = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    TABLE_NAME: 'signalbox',
    EVENT_BUS_NAME: 'signalbox',
    DEAD_LETTERS_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/dead-letters',
    AUDIT_RETENTION_DAYS: '400',
    SLACK_TEAM_ID: 'T0SIGNALBX',
    SLACK_APP_ID: 'A0SIGNALBX',
    SLACK_BOT_ID: 'B0SIGNALBX',
    SLACK_BOT_USER_ID: 'U0SIGNALBX',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    SLACK_BOT_TOKEN: 'xoxb-test',
    OPERATION_KEY: 'the operation key',
    POLICY_FILE: 'policy.json',
    QUESTIONS_FILE: 'questions.json',
    PARTNER_TOKENS: '/signalbox/partners/',
    LAMBDA_TASK_ROOT: folder,
    LOG_LEVEL: 'SILENT',
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});
beforeEach(() => vi.resetModules());
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** As Lambda starts a function: what it throws is its log, and the delivery goes to the dead letters with an alarm. */
const start = {
  'pipeline-events': () => import('../../../src/handlers/pipeline-events.ts'),
  operations: () => import('../../../src/handlers/operations.ts'),
  schedule: () => import('../../../src/handlers/schedule.ts'),
};
const write = (text: string) => writeFileSync(join(folder, 'policy.json'), text);

describe.each(Object.keys(start) as (keyof typeof start)[])('%s, with a policy that cannot be read,', (name) => {
  it('does not start, and says what is wrong with it', { timeout: 60_000 }, async () => {
    write('{"rules":[{"pipelines":"*","approve":{"by":["everyone"],"quorm":2}}]}');

    await expect(start[name]()).rejects.toThrow(
      'The policy file is not valid: rules.0.approve.quorm: there is no such key',
    );
  });
});

describe('operations, whose policy', () => {
  it.each([
    ['is cut off', '{"rules": [{"pipel', 'The policy file is not valid: it is no JSON'],
    ['is empty', '', 'The policy file is not valid: it is empty'],
  ])('%s, do not start', { timeout: 60_000 }, async (_how, text, why) => {
    write(text);

    await expect(start.operations()).rejects.toThrow(why);
  });

  it('is not there, do not start', { timeout: 60_000 }, async () => {
    rmSync(join(folder, 'policy.json'), { force: true });

    await expect(start.operations()).rejects.toThrow('The file policy.json cannot be read');
  });

  it('allows nothing, do start', { timeout: 60_000 }, async () => {
    write('{}');

    expect((await start.operations()).handler).toBeTypeOf('function');
  });
});
