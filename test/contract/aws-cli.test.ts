import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import {
  CodePipelineClient,
  GetPipelineStateCommand,
  ListPipelinesCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

const DUMMY = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: 'eu-west-1' };

/** The unmodified AWS CLI, or undefined where none is installed. */
const version = spawnSync('aws', ['--version'], { encoding: 'utf8' });
const CLI = version.status === 0 ? `${version.stdout}${version.stderr}`.trim() : undefined;
if (CLI === undefined) console.warn('No AWS CLI is installed here: the same three calls are made with the AWS SDK.');

const Pipelines = z.object({ pipelines: z.array(z.object({ name: z.string() })) });
const State = z.object({ pipelineName: z.string(), stageStates: z.array(z.object({ stageName: z.string() })) });
const Started = z.object({ pipelineExecutionId: z.guid() });

let sandbox: SandboxUnderTest;

beforeAll(async () => {
  sandbox = await startSandbox({ demo: true });
});
afterAll(async () => {
  await sandbox.stop();
});

/** As somebody types it, with nothing of this machine's own configuration. */
async function byCli(...words: string[]): Promise<unknown> {
  const args = ['--endpoint-url', sandbox.aws, '--output', 'json', 'codepipeline', ...words];
  const nowhere = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_PAGER: '' };
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...DUMMY, ...nowhere };
  const { stdout } = await promisify(execFile)('aws', args, { env });
  return JSON.parse(stdout);
}

async function bySdk(operation: string, _flag?: string, name?: string): Promise<unknown> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new CodePipelineClient({ endpoint: sandbox.aws, region: 'eu-west-1', credentials });
  if (operation === 'list-pipelines') return client.send(new ListPipelinesCommand({}));
  if (operation === 'get-pipeline-state') return client.send(new GetPipelineStateCommand({ name }));
  return client.send(new StartPipelineExecutionCommand({ name }));
}

const call = CLI === undefined ? bySdk : byCli;

describe(`with ${CLI ?? 'the AWS SDK, because no AWS CLI is installed'}, the sandbox`, () => {
  it('lists its pipelines', async () => {
    const { pipelines } = Pipelines.parse(await call('list-pipelines'));

    expect(pipelines.map(({ name }) => name).sort()).toEqual(['network-infra', 'nightly-etl', 'shop-web']);
  });

  it('tells the state of a pipeline', async () => {
    const { pipelineName, stageStates } = State.parse(await call('get-pipeline-state', '--name', 'shop-web'));

    expect(pipelineName).toBe('shop-web');
    expect(stageStates.map(({ stageName }) => stageName)).toEqual(['Source', 'Build', 'Staging', 'Approve', 'Prod']);
  });

  it('starts an execution, which people then see', async () => {
    const { pipelineExecutionId } = Started.parse(await call('start-pipeline-execution', '--name', 'nightly-etl'));
    await sandbox.control.settle();

    expect(pipelineExecutionId).not.toBe('');
    expect((await sandbox.control.state()).calls.slack['chat.postMessage']).toBeGreaterThan(0);
  });
});
