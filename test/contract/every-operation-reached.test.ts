import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as codepipeline from '@aws-sdk/client-codepipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waysOf } from '../support/operation-ways.ts';
import { inProject } from '../support/packaged.ts';
import { shopPipeline } from '../support/pipelines.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

const EVERY_OPERATION = Object.keys(codepipeline)
  .flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? [])
  .sort();

describe('the README', () => {
  it('names a way to each operation of CodePipeline, once', async () => {
    const ways = waysOf(await readFile(inProject('README.md'), 'utf8'));

    expect(ways.map(({ operation }) => operation).sort()).toEqual(EVERY_OPERATION);
    expect(EVERY_OPERATION).toHaveLength(44);
  });
});

describe('what is written from npm scripts', () => {
  let sandbox: SandboxUnderTest;
  let folder: string;
  beforeAll(async () => {
    sandbox = await startSandbox();
    folder = await mkdtemp(join(tmpdir(), 'signalbox-scripts-'));
  });
  afterAll(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });

  function script(name: string, ...args: string[]): Promise<{ code: unknown; said: string }> {
    const env = {
      PATH: process.env.PATH,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: sandbox.aws,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
    return new Promise((resolve) => {
      execFile(process.execPath, [inProject(`src/tools/${name}.mjs`), ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, said: stdout + stderr }),
      );
    });
  }
  const file = async (name: string, value: unknown) => {
    const path = join(folder, name);
    await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
    return path;
  };

  it('puts a webhook, names its address, and deletes it', async () => {
    const client = new codepipeline.CodePipelineClient({
      endpoint: sandbox.aws,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await client.send(new codepipeline.CreatePipelineCommand({ pipeline: shopPipeline() }));
    const webhook = await file('webhook.json', {
      name: 'push',
      targetPipeline: 'shop-web',
      targetAction: 'App',
      filters: [{ jsonPath: '$.ref', matchEquals: 'refs/heads/main' }],
      authentication: 'GITHUB_HMAC',
      authenticationConfiguration: { SecretToken: 'a secret of the webhook' },
    });

    const put = await script('webhook', 'put', webhook);
    expect(put).toMatchObject({ code: 0, said: expect.stringMatching(/^push answers at http/) });
    expect(put.said).not.toContain('a secret of the webhook');
    const { webhooks = [] } = await client.send(new codepipeline.ListWebhooksCommand({}));
    expect(webhooks.map(({ definition }) => definition?.name)).toEqual(['push']);
    expect(await script('webhook', 'delete', 'push')).toMatchObject({ code: 0 });
  });

  it.each([['webhook', 'throw', 'it'], ['webhook', 'put'], ['action-type'], ['action-type', 'update']])(
    'says how %s is used when the words are wrong: %j',
    async (name, ...args) => {
      const { code, said } = await script(name, ...args);

      expect(code).toBe(2);
      expect(said).toMatch(new RegExp(`^npm run ${name} -- `));
    },
  );

  it('tells what AWS says of an action type that there is not', async () => {
    const actionType = await file('type.json', {
      id: { category: 'Test', owner: 'ThirdParty', provider: 'Nobody', version: '1' },
      executor: {
        type: 'JobWorker',
        configuration: { jobWorkerExecutorConfiguration: { pollingAccounts: ['123456789012'] } },
      },
      inputArtifactDetails: { minimumCount: 0, maximumCount: 0 },
      outputArtifactDetails: { minimumCount: 0, maximumCount: 0 },
    });

    expect(await script('action-type', 'update', actionType)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^ActionTypeNotFoundException: /),
    });
  });
});
