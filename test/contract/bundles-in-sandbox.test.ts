import { execFile } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { CodePipelineClient, ListPipelinesCommand } from '@aws-sdk/client-codepipeline';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../support/packaged.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

const HOUR = 3_600_000;

/** Runs the sandbox until it ends by itself. */
function runToEnd(
  ...flags: string[]
): Promise<{ code: number | string | null | undefined; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [inProject('dist/sandbox/main.mjs'), ...flags], (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

describe('starting the sandbox', () => {
  it.each([
    [['--bogus'], /'--bogus'/],
    [['extra'], /'extra'/],
    [['--port', 'x'], /--port takes a port/],
    [['--port', '70000'], /--port takes a port/],
    [['--speed', '0'], /--speed takes a number above 0/],
    [['--data', 'folder'], /--data is not supported/],
  ])('%j is answered by one line and exit code 2', async (flags, message) => {
    const { code, stdout, stderr } = await runToEnd(...flags);

    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(message);
  });

  it('lists its flags when asked for help', async () => {
    const { code, stdout } = await runToEnd('--help');

    expect(code).toBe(0);
    for (const flag of ['--port', '--aws-port', '--no-demo', '--speed', '--policy']) expect(stdout).toContain(flag);
  });

  it('says in one line that a policy cannot be read', async () => {
    const { code, stderr } = await runToEnd('--policy', '/nowhere/policy.yml');

    expect(code).toBe(1);
    expect(stderr).toMatch(/^--policy \/nowhere\/policy.yml: .*no such file.*\n$/);
  });

  it('says what is wrong with a policy, with its line', async () => {
    const { code, stderr } = await runToEnd('--policy', inProject('test/fixtures/policies/bad/key-with-a-slip.yml'));

    expect(code).toBe(1);
    expect(stderr).toMatch(/key-with-a-slip\.yml:7 rules\.0\.approve\.quorm: .* Did you mean quorum\?\n$/);
  });
});

describe('a running sandbox', () => {
  let sandbox: SandboxUnderTest;
  const client = () => ({
    endpoint: sandbox.aws,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(async () => {
    await sandbox.stop();
  });

  it('starts empty, and nothing is pending', async () => {
    await sandbox.control.settle();
    const { pipelines } = await new CodePipelineClient(client()).send(new ListPipelinesCommand({}));
    const { pending, deadLetters, views, violations } = await sandbox.control.state();

    expect(pipelines).toEqual([]);
    expect({ pending, deadLetters, views, violations }).toEqual({
      pending: 0,
      deadLetters: [],
      views: [],
      violations: [],
    });
  });

  it('has the table that the template names', async () => {
    const { TableNames } = await new DynamoDBClient(client()).send(new ListTablesCommand({}));

    expect(TableNames).toEqual(['signalbox-dev-Table']);
  });

  it('names the port that is in use, and --port 0, in one line', async () => {
    const port = new URL(sandbox.slack).port;

    const { code, stdout, stderr } = await runToEnd('--port', port, '--aws-port', '0');

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^Port ${port} .*--port 0.*\\n$`));
  });

  it('takes events as the service does: a bad one does not hold up a good one', async () => {
    const good = { Source: 'somebody', DetailType: 'Something', Detail: '{}' };

    const answer = await new EventBridgeClient(client()).send(
      new PutEventsCommand({ Entries: [good, { ...good, Detail: 'x' }] }),
    );

    expect(answer.FailedEntryCount).toBe(1);
    expect(answer.Entries).toMatchObject([{ EventId: expect.any(String) }, { ErrorCode: 'MalformedDetail' }]);
  });

  it('counts calls by service and operation', async () => {
    const { calls } = await sandbox.control.state();

    // The minute's sweep may have asked for the pipelines as well.
    expect(calls.aws['codepipeline:ListPipelines']).toBeGreaterThanOrEqual(1);
    expect(calls.aws).toMatchObject({ 'events:PutEvents': 1 });
  });

  it.each([['AmazonSQS.SendMessage'], ['CodePipeline_20150709.Nonsense'], ['']])(
    'says UnknownOperationException to "%s"',
    async (target) => {
      const response = await fetch(sandbox.aws, { method: 'POST', headers: { 'x-amz-target': target }, body: '{}' });

      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' });
    },
  );

  it('moves the clock by eight days in less than fifteen seconds', async () => {
    const before = (await sandbox.control.state()).now;
    const began = performance.now();

    const { now } = await sandbox.control.advance(8 * 24 * HOUR);

    expect(now - before).toBeGreaterThanOrEqual(8 * 24 * HOUR);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it.each([
    ['clock', { advanceMs: -1 }],
    ['clock', {}],
    ['commit', { pipeline: 'nobody' }],
    ['commit', { pipeline: 'p', fail: 'Build' }],
    ['command', { user: 'U0NOBODY', channel: 'C0DEPLOYS', text: '' }],
    ['click', { user: 'U0BEN' }],
    ['submit', { user: 'U0BEN', view_id: 'V0NONE', values: {} }],
    ['event', { source: 'x' }],
    ['settle', { timeoutMs: 'soon' }],
    ['commit', []],
  ])('refuses %s %j with 400 and a reason', async (name, input) => {
    const { status, body } = await sandbox.control.raw(name, input);

    expect({ status, ok: body.ok }).toEqual({ status: 400, ok: false });
    expect(body.error).toEqual(expect.stringMatching(/\w{3}/));
  });

  it('takes control calls as JSON only', async () => {
    const response = await fetch(`${sandbox.slack}/control/settle`, { method: 'POST', body: '{}' });

    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ ok: false });
  });

  it('serves its page with a policy that lets nothing in from elsewhere', async () => {
    const response = await fetch(sandbox.slack);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/main.mjs', '//'])(
    'serves nothing but the page: not %s',
    async (path) => {
      expect((await raw(sandbox.slack, path, {})).status).toBe(404);
    },
  );

  it.each([
    ['another name', { host: 'evil.example' }],
    ['a page elsewhere', { origin: 'https://evil.example' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s on both ports', async (_who, headers) => {
    expect((await raw(sandbox.slack, '/control/state', headers)).status).toBe(403);
    expect((await raw(sandbox.aws, '/', headers)).status).toBe(403);
  });

  it('reads a body of more than 6 MB whole, and answers 413', async () => {
    const response = await fetch(`${sandbox.aws}/_url/slack-requests`, {
      method: 'POST',
      body: Buffer.alloc(7 * 1024 * 1024),
    });

    expect(response.status).toBe(413);
  });

  it('streams what a person sees, at once and after each change', async () => {
    const abort = new AbortController();
    const response = await fetch(`${sandbox.slack}/sandbox/stream?user=U0DANA`, { signal: abort.signal });
    const pictures = readPictures(response);

    const first = (await pictures.next()).value;
    await sandbox.control.pause(true);
    // Something else may change in the same moment.
    let second = (await pictures.next()).value;
    while (!JSON.stringify(second).includes('"paused":true')) second = (await pictures.next()).value;
    abort.abort();

    expect(first).toMatchObject({ workspace: { me: 'U0DANA' }, yard: { pipelines: [], clock: { paused: false } } });
    expect(second).toMatchObject({ yard: { clock: { paused: true } } });
  });

  it('ends with exit code 0 when it is interrupted, and has complained of nothing', async () => {
    const another = await startSandbox({ demo: true });
    await another.control.settle();

    expect(await another.stop()).toBe(0);
    expect(another.complaints()).toBe('');
  });
});

async function* readPictures(response: Response): AsyncGenerator<unknown, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('data: ')) yield JSON.parse(part.slice('data: '.length));
  }
}

/** A request as it stands, which `fetch` would tidy up. */
function raw(origin: string, path: string, headers: Record<string, string>): Promise<{ status: number | undefined }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode }));
    });
    request.on('error', reject);
    request.end();
  });
}
