import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSecrets } from '../../../src/aws/secrets.ts';

const MINUTE = 60_000;
let server: Server;
let asked: { names: string[]; target: string | undefined; authorization: string | undefined }[] = [];
let values: Record<string, string> = {};
let broken = false;
let now = 0;

beforeEach(async () => {
  asked = [];
  values = { '/bot': 'xoxb-1', '/key': 'operation-key-0123' };
  broken = false;
  now = 1_000_000;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { Names: names } = JSON.parse(body) as { Names: string[] };
      const { authorization, 'x-amz-target': target } = request.headers;
      asked.push({ names, target: String(target), authorization });
      response.statusCode = broken ? 400 : 200;
      const found = names.flatMap((Name) => (values[Name] === undefined ? [] : [{ Name, Value: values[Name] }]));
      const missing = names.filter((name) => values[name] === undefined);
      response.end(
        JSON.stringify(broken ? { __type: 'ThrottlingException' } : { Parameters: found, InvalidParameters: missing }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const secretsOf = () =>
  createSecrets(
    { SLACK_BOT_TOKEN: { parameter: '/bot' }, OPERATION_KEY: { parameter: '/key' } },
    'eu-west-1',
    () => now,
  );

describe('the secrets of a function', () => {
  it('are read with one signed call for all of them, when the first is needed', async () => {
    const secrets = secretsOf();
    expect(asked).toEqual([]);

    expect(await Promise.all([secrets.SLACK_BOT_TOKEN(), secrets.OPERATION_KEY()])).toEqual([
      'xoxb-1',
      'operation-key-0123',
    ]);

    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      names: ['/bot', '/key'],
      target: 'AmazonSSM.GetParameters',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/ssm\/aws4_request/,
      ),
    });
  });

  it('come from the environment without any call where it holds them', async () => {
    const { OPERATION_KEY } = createSecrets({ OPERATION_KEY: { value: 'plain' } }, 'eu-west-1', () => now);

    expect([await OPERATION_KEY(), await OPERATION_KEY.reread()]).toEqual(['plain', 'plain']);
    expect(asked).toEqual([]);
  });

  it('are read again after five minutes, so that a rotation needs no deploy', async () => {
    const { SLACK_BOT_TOKEN } = secretsOf();
    await SLACK_BOT_TOKEN();
    values['/bot'] = 'xoxb-2';
    now += 4 * MINUTE;
    expect(await SLACK_BOT_TOKEN()).toBe('xoxb-1');

    now += MINUTE;
    expect(await SLACK_BOT_TOKEN()).toBe('xoxb-2');
  });

  it('are read again at once when one was refused, but at most once a minute', async () => {
    const { SLACK_BOT_TOKEN } = secretsOf();
    await SLACK_BOT_TOKEN();
    values['/bot'] = 'xoxb-2';
    expect(await SLACK_BOT_TOKEN.reread()).toBe('xoxb-1');

    now += MINUTE;
    expect(await SLACK_BOT_TOKEN.reread()).toBe('xoxb-2');
    await SLACK_BOT_TOKEN.reread();
    expect(asked).toHaveLength(2);
  });

  it('are asked for again after a read that failed, and the error names no value', async () => {
    const { SLACK_BOT_TOKEN } = secretsOf();
    broken = true;
    await expect(SLACK_BOT_TOKEN()).rejects.toThrow('The secrets could not be read from SSM: ThrottlingException');

    broken = false;
    expect(await SLACK_BOT_TOKEN()).toBe('xoxb-1');
  });

  it('say which parameter is missing', async () => {
    delete values['/key'];

    await expect(secretsOf().SLACK_BOT_TOKEN()).rejects.toThrow('SSM has no parameter /key');
  });

  it('stay in use while SSM cannot be read: what worked a moment ago still works', async () => {
    const { SLACK_BOT_TOKEN } = secretsOf();
    await SLACK_BOT_TOKEN();
    broken = true;
    now += 6 * MINUTE;

    expect(await SLACK_BOT_TOKEN()).toBe('xoxb-1');
  });

  it('let nobody make us ask all the time while SSM refuses', async () => {
    const { SLACK_BOT_TOKEN } = secretsOf();
    await SLACK_BOT_TOKEN();
    broken = true;
    now += 2 * MINUTE;

    for (let forged = 0; forged < 20; forged++) await SLACK_BOT_TOKEN.reread().catch(() => undefined);

    expect(asked.length).toBeLessThanOrEqual(3);
  });
});
