import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as commands from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, pipelineStory, workerStory } from './python-story.ts';
import { type Connected, connected } from './sdk.ts';

/* The AWS CLI and boto3 check what they send and parse what they get by the official model: clients that share no code with this
 * project. Where one is not installed its stories are told by the JavaScript SDK instead, and the titles say so. */

/** What a program says of its version; null when it is not there. */
function versionOf(command: string, ...args: string[]): string | null {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? `${stdout}${stderr}`.trim() : null;
}

const CLI = versionOf('aws', '--version');
const BOTO3 = versionOf('python3', '-c', 'import boto3; print(boto3.__version__)');
const ENVIRONMENT = {
  PATH: process.env.PATH,
  AWS_ACCESS_KEY_ID: 'AKIDTESTER',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
};

let sandbox: Connected;
let folder: string;
beforeEach(async () => {
  sandbox = await connected();
  folder = await mkdtemp(join(tmpdir(), 'codepipeline-'));
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

const pass = (ms: number) => sandbox.workbench.clock.advance(ms);
const environment = () => ({ ...ENVIRONMENT, HOME: folder, AWS_ENDPOINT_URL: sandbox.origin });

/** The official JavaScript client by the same names, for machines without the others. */
const javaScript: Caller = async (operation, input) => {
  const name = operation.replace(/(^|-)(\w)/g, (_match, _dash, letter: string) => letter.toUpperCase());
  const Command: unknown = Reflect.get(commands, `${name}Command`);
  if (typeof Command !== 'function') throw new Error(`There is no operation ${operation}`);
  try {
    const { $metadata: _call, ...answer } = await sandbox.client.send(Reflect.construct(Command, [input]));
    return JSON.parse(JSON.stringify(answer));
  } catch (error) {
    if (error instanceof commands.CodePipelineServiceException) return { error: error.name };
    throw error;
  }
};

/** Counts the calls that it hands on. */
function counted(call: Caller): { call: Caller; calls: () => number } {
  let calls = 0;
  return {
    call: (operation, input) => {
      calls += 1;
      return call(operation, input);
    },
    calls: () => calls,
  };
}

const run = promisify(execFile);

const cli: Caller = async (operation, input) => {
  const file = join(folder, 'input.json');
  await writeFile(file, JSON.stringify(input));
  const args = ['codepipeline', operation, '--cli-input-json', `file://${file}`, '--output', 'json'];
  try {
    const { stdout } = await run('aws', args, { env: environment() });
    return stdout.trim() === '' ? {} : JSON.parse(stdout);
  } catch (error) {
    const name = /An error occurred \((\w+)\)/.exec(String(error))?.[1];
    if (name === undefined) throw error;
    return { error: name };
  }
};

/** One Python process for all calls. */
function boto3(): { call: Caller; stop(): void } {
  const script = fileURLToPath(new URL('./calls.py', import.meta.url));
  const python = spawn('python3', [script, sandbox.origin], { env: environment(), stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  return {
    async call(operation, input) {
      python.stdin.write(`${JSON.stringify([operation, input])}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`boto3 ended at ${operation} ${JSON.stringify(input)}`);
      return JSON.parse(value);
    },
    stop: () => python.stdin.end(),
  };
}

describe(CLI === null ? 'the JavaScript SDK, as the AWS CLI is not installed here,' : 'the AWS CLI', () => {
  it('walks through a pipeline’s life in at least thirty calls, and reads every answer', async () => {
    const { call, calls } = counted(CLI === null ? javaScript : cli);
    await pipelineStory(call, pass);
    expect(calls()).toBeGreaterThanOrEqual(30);
  }, 300_000);
});

describe(BOTO3 === null ? 'the JavaScript SDK, as boto3 is not installed here,' : 'boto3', () => {
  it.each([
    ['a pipeline’s life', pipelineStory],
    ['job workers, partners and webhooks', workerStory],
  ])(
    'walks through %s, and reads every answer',
    async (_title, story) => {
      const client = BOTO3 === null ? { call: javaScript, stop: () => undefined } : boto3();
      try {
        await story(client.call, pass);
      } finally {
        client.stop();
      }
    },
    60_000,
  );
});
