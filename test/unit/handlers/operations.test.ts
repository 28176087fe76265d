import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seal } from '../../../src/app/seal.ts';
import { aRequest } from '../../support/builders.ts';

const OLD_KEY = 'the old operation key';
const NEW_KEY = 'the new operation key';
const MINUTE = 60_000;

let handler: typeof import('../../../src/handlers/operations.ts').handler;
let server: Server;
let key = OLD_KEY;

/** SSM answers with the key of the hour; everything else is out of reach. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const ssm = request.headers['x-amz-target'] === 'AmazonSSM.GetParameters';
    request.resume();
    response.statusCode = ssm ? 200 : 400;
    response.end(JSON.stringify(ssm ? { Parameters: [{ Name: '/key', Value: key }] } : { __type: 'OutOfReach' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-'));
  writeFileSync(join(folder, 'policy.json'), JSON.stringify({ routes: [] }));
  const env = {
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: origin,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    TABLE_NAME: 'signalbox',
    EVENT_BUS_NAME: 'signalbox',
    AUDIT_RETENTION_DAYS: '400',
    SLACK_TEAM_ID: 'T0SIGNALBX',
    SLACK_APP_ID: 'A0SIGNALBX',
    SLACK_BOT_ID: 'B0SIGNALBX',
    SLACK_BOT_USER_ID: 'U0SIGNALBX',
    SLACK_API_URL: `${origin}/api/`,
    SLACK_BOT_TOKEN: 'xoxb-test',
    OPERATION_KEY_PARAMETER: '/key',
    POLICY_FILE: 'policy.json',
    QUESTIONS_FILE: 'questions.json',
    PARTNER_TOKENS: '/signalbox/partners/',
    LAMBDA_TASK_ROOT: folder,
    LOG_LEVEL: 'SILENT',
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.useFakeTimers({ toFake: ['Date'] });
  // Not until the environment stands; and not in the test itself, because loading all libraries takes its time on a busy machine.
  ({ handler } = await import('../../../src/handlers/operations.ts'));
}, 60_000);
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const context = {
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:signalbox-operations',
  getRemainingTimeInMillis: () => 30_000,
} as Context;
const clicked = (withKey: string) => ({
  source: 'signalbox',
  'detail-type': 'Signalbox Operation Requested',
  detail: seal(JSON.stringify(aRequest()), withKey),
});

describe('operations', () => {
  it('refuse a request that is not sealed by this installation, and open a click sealed with a key that is new', async () => {
    await expect(handler(clicked('a key of somebody else'), context)).rejects.toThrow(
      'not sealed by this installation',
    );
    // Sealed with the key that this container has: it gets past the seal, to the table, which is out of reach here.
    await expect(handler(clicked(OLD_KEY), context)).rejects.not.toThrow('not sealed by this installation');

    key = NEW_KEY;
    vi.setSystemTime(Date.now() + 2 * MINUTE);

    await expect(handler(clicked(NEW_KEY), context)).rejects.not.toThrow('not sealed by this installation');
  });
});
