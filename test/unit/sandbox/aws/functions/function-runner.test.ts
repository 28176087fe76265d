import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createActivity } from '../../../../../src/sandbox/activity.ts';
import { createDeadLetters } from '../../../../../src/sandbox/aws/dead-letters.ts';
import { deployFunction } from '../../../../../src/sandbox/aws/functions/deploy.ts';
import { createFunctionLog } from '../../../../../src/sandbox/aws/functions/function-log.ts';
import { createInvoker, type Invoker } from '../../../../../src/sandbox/aws/functions/invoker.ts';
import type { DeployedFunction } from '../../../../../src/sandbox/aws/stack.ts';
import { createClock } from '../../../../../src/sandbox/clock.ts';

const MINUTE = 60_000;
const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:f';

let root: string;
let invoker: Invoker | undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'signalbox-runner-'));
  await mkdir(join(root, 'dist'));
  await build({
    entryPoints: ['src/sandbox/aws/functions/worker.ts'],
    outfile: join(root, 'worker.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
});

afterEach(async () => {
  await invoker?.stop();
});

afterAll(() => rm(root, { recursive: true }));

let files = 0;

/** A function made of this source, deployed. */
async function aFunction(source: string, options: Partial<DeployedFunction> = {}) {
  const file = `dist/f${files++}.mjs`;
  await writeFile(join(root, file), source);
  const activity = createActivity();
  const clock = createClock({ realNow: Date.now, idle: activity.idle, report: () => {} });
  const log = createFunctionLog(clock.now);
  const deadLetters = createDeadLetters(clock.now, () => randomUUID());
  const violations: string[] = [];
  const definition: DeployedFunction = {
    name: 'f',
    functionName: 'stage-f',
    arn: ARN,
    file,
    handler: 'handler',
    timeoutMs: 3_000,
    memoryMb: 128,
    environment: { TABLE_NAME: 'table', SLACK_TEAM_ID: 'T0000000000' },
    retries: 2,
    maximumEventAgeMs: 15 * MINUTE,
    deadLetterArn: 'arn:aws:sqs:eu-west-1:123456789012:dead',
    url: true,
    ...options,
  };
  let ids = 0;
  const pool = deployFunction(definition, 'http://127.0.0.1:4566', {
    root,
    bootstrap: pathToFileURL(join(root, 'worker.mjs')),
    settings: { SLACK_TEAM_ID: 'T0SIGNALBX', POLICY_FILE: '/policy.json' },
    region: 'eu-west-1',
    offset: clock.offset,
    log,
    newId: () => `request-${++ids}`,
    onViolation: (host) => violations.push(host),
  });
  invoker = createInvoker({ clock, activity, deadLetters, functions: [{ definition, pool }] });
  return { invoker, clock, activity, log, deadLetters, violations };
}

async function request(source: string, event: unknown = {}, options: Partial<DeployedFunction> = {}) {
  const { invoker, ...rest } = await aFunction(source, options);
  const outcome = await invoker.request('f', event);
  return {
    ...rest,
    invoker,
    outcome,
    value: outcome.ok && outcome.payload !== null ? JSON.parse(outcome.payload) : undefined,
  };
}

describe('a function in its worker', () => {
  it('gets the event and the context, and its answer comes back', async () => {
    const { value } = await request(
      `export const handler = async (event, context) =>
        ({ event, name: context.functionName, id: context.awsRequestId, left: context.getRemainingTimeInMillis() > 2000 });`,
      { hello: 'world' },
    );

    expect(value).toEqual({ event: { hello: 'world' }, name: 'stage-f', id: 'request-1', left: true });
  });

  it('sees the environment of the template and of Lambda, with the values of the sandbox, and nothing of the shell', async () => {
    process.env.SECRET_OF_THE_SHELL = 'x';

    const { value } = await request('export const handler = async () => process.env;');

    expect(value).toMatchObject({
      TABLE_NAME: 'table',
      SLACK_TEAM_ID: 'T0SIGNALBX',
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_LAMBDA_FUNCTION_NAME: 'stage-f',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      LAMBDA_TASK_ROOT: root,
      TZ: 'UTC',
    });
    expect(Object.keys(value)).not.toContain('SECRET_OF_THE_SHELL');
    expect(Object.keys(value)).not.toContain('PATH');
    // The template does not give this function a policy, so the sandbox does not either.
    expect(Object.keys(value)).not.toContain('POLICY_FILE');
  });

  it('keeps what it knows between invocations, until it is killed', async () => {
    const { invoker } = await aFunction('let count = 0; export const handler = async () => ++count;');

    expect(await invoker.request('f', {})).toEqual({ ok: true, payload: '1' });
    expect(await invoker.request('f', {})).toEqual({ ok: true, payload: '2' });
    await invoker.kill('f');
    expect(await invoker.request('f', {})).toEqual({ ok: true, payload: '1' });
  });

  it('takes one invocation at a time, and four at once in workers of their own', async () => {
    const { invoker } = await aFunction(`
      let inside = 0, most = 0;
      export const handler = async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside--;
        return most;
      };`);

    const answers = await Promise.all(Array.from({ length: 9 }, () => invoker.request('f', {})));

    expect(answers).toEqual(Array(9).fill({ ok: true, payload: '1' }));
  });

  it('tells the time of the sandbox, also after the clock has moved', async () => {
    const source = `export const handler = async () => [Date.now(), new Date().getTime(), new Date(5).getTime(),
      new Date() instanceof Date, typeof Date(), Date.UTC(2026, 0)];`;
    const { invoker, clock } = await aFunction(source);
    await invoker.request('f', {});
    await clock.advance(8 * 24 * 60 * MINUTE);

    const outcome = await invoker.request('f', {});

    const [now, date, fixed, isDate, text, utc] = JSON.parse(outcome.ok ? (outcome.payload ?? '') : '[]');
    expect(Math.abs(now - clock.now())).toBeLessThan(1_000);
    expect(Math.abs(date - clock.now())).toBeLessThan(1_000);
    expect([fixed, isDate, text, utc]).toEqual([5, true, 'string', Date.UTC(2026, 0)]);
  });

  it('writes to its own log', async () => {
    const { log, clock } = await request(
      'export const handler = async () => { console.log("one\\ntwo"); console.error("three"); };',
    );
    await expect.poll(() => log.lines().length).toBe(3);

    const lines = log.lines();
    expect(lines.map(({ line }) => line).sort()).toEqual(['one', 'three', 'two']);
    expect(lines.every((line) => line.function === 'f' && line.at <= clock.now())).toBe(true);
  });

  it('reaches nothing but this machine, and is reported when it tries', async () => {
    const { value, violations } = await request(`
      import net from 'node:net';
      import dns from 'node:dns/promises';
      import { lookup } from 'node:dns';
      const caught = (promise) => promise.then(() => 'reached', (error) => String(error.cause?.message ?? error.message));
      export const handler = async () => [
        await caught(fetch('http://example.com/')),
        await caught(fetch('http://93.184.216.34/')),
        await caught(new Promise((resolve, reject) => net.connect(443, '10.1.2.3', resolve).on('error', reject))),
        await caught(new Promise((resolve, reject) => lookup('example.org', (error) => error ? reject(error) : resolve()))),
      ];`);

    expect(value).toEqual(
      ['example.com', '93.184.216.34', '10.1.2.3', 'example.org'].map((host) => expect.stringContaining(`not ${host}`)),
    );
    expect(violations).toEqual(['example.com', '93.184.216.34', '10.1.2.3', 'example.org']);
  });
});

describe('a function that fails', () => {
  it.each([
    ['throws', 'export const handler = async () => { throw new RangeError("too far"); };', 'RangeError', /too far/],
    ['throws before it is loaded', 'throw new Error("no config"); export const handler = 1;', 'Error', /no config/],
    ['exports no handler', 'export const other = 1;', 'Runtime.HandlerNotFound', /handler/],
    [
      'takes a callback, which nodejs24.x refuses',
      'export const handler = (a, b, c) => c();',
      'Runtime.CallbackHandlerDeprecated',
      /Callback/,
    ],
    ['exits', 'export const handler = async () => process.exit(3);', 'Runtime.ExitError', /code 3/],
    [
      'leaves a rejection behind',
      'export const handler = () => { Promise.reject(new Error("lost")); return new Promise(() => {}); };',
      'Error',
      /lost/,
    ],
  ])('because it %s ends in an error', async (_how, source, errorType, message) => {
    const { outcome } = await request(source);

    expect(outcome).toMatchObject({ ok: false, error: { errorType, errorMessage: expect.stringMatching(message) } });
  });

  it('is stopped when its time is over, and starts afresh', async () => {
    const { invoker } = await aFunction(
      'let count = 0; export const handler = async (event) => (event.hang ? new Promise(() => {}) : ++count);',
      { timeoutMs: 300 },
    );
    await invoker.request('f', {});

    expect(await invoker.request('f', { hang: true })).toMatchObject({
      ok: false,
      error: { errorMessage: expect.stringContaining('timed out after 0.30') },
    });
    expect(await invoker.request('f', {})).toEqual({ ok: true, payload: '1' });
  });

  it('ends in an error when it is killed in the middle', async () => {
    const { invoker, activity } = await aFunction('export const handler = () => new Promise(() => {});');
    const running = invoker.request('f', {});
    await expect.poll(() => activity.count()).toBe(1);

    await invoker.kill('f');

    expect(await running).toMatchObject({ ok: false, error: { errorType: 'Sandbox.Killed' } });
    expect(activity.count()).toBe(0);
  });
});

describe('an asynchronous invocation', () => {
  const counting = (failures: number) => `
    import { appendFileSync, readFileSync } from 'node:fs';
    export const handler = async ({ file }) => {
      appendFileSync(file, Date.now() + '\\n');
      if (readFileSync(file, 'utf8').trim().split('\\n').length <= ${failures}) throw new Error('not yet');
    };`;

  async function sendAndMove(failures: number, options: Partial<DeployedFunction> = {}) {
    const { invoker, clock, activity, deadLetters } = await aFunction(counting(failures), options);
    const file = join(root, `calls-${files}`);
    const sentAt = clock.now();
    invoker.send(ARN, { file });
    await activity.idle(5_000);
    await clock.advance(10 * MINUTE);
    const { readFile } = await import('node:fs/promises');
    const times = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((at) => Math.round((Number(at) - sentAt) / MINUTE));
    return { times, letters: deadLetters.list(), file };
  }

  it('is tried again after one minute and after two more', async () => {
    const { times, letters } = await sendAndMove(2);

    expect(times).toEqual([0, 1, 3]);
    expect(letters).toEqual([]);
  });

  it('ends in the dead-letter queue, with the event and the reason, when all attempts fail', async () => {
    const { times, letters, file } = await sendAndMove(9);

    expect(times).toEqual([0, 1, 3]);
    expect(letters).toMatchObject([
      {
        from: 'f',
        reason: 'RetriesExhausted',
        queueArn: 'arn:aws:sqs:eu-west-1:123456789012:dead',
        error: { errorMessage: 'not yet' },
        body: { file },
      },
    ]);
  });

  it('is not tried again once the event is too old', async () => {
    const { times, letters } = await sendAndMove(9, { maximumEventAgeMs: 2 * MINUTE });

    expect(times).toEqual([0, 1]);
    expect(letters).toMatchObject([{ reason: 'EventAgeExceeded' }]);
  });

  it('is not tried again where the template allows no retry', async () => {
    const { times } = await sendAndMove(9, { retries: 0 });

    expect(times).toEqual([0]);
  });
});
