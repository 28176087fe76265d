import { createHmac } from 'node:crypto';
import {
  DeleteWebhookCommand,
  DeregisterWebhookWithThirdPartyCommand,
  InvalidWebhookAuthenticationParametersException,
  InvalidWebhookFilterPatternException,
  ListPipelineExecutionsCommand,
  ListTagsForResourceCommand,
  ListWebhooksCommand,
  PipelineNotFoundException,
  RegisterWebhookWithThirdPartyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  ValidationException,
  WebhookNotFoundException,
} from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../unit/sandbox/codepipeline/workbench.ts';
import { anAction, createWith, putWebhook } from './a-full-region.ts';
import { type Connected, connected } from './sdk.ts';

const MANUAL = anAction('Look', { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' });
const PUSH = JSON.stringify({
  ref: 'refs/heads/main',
  head_commit: {
    id: 'f00d'.repeat(10),
    message: 'Fix the cart total',
    author: { name: 'Ada L', email: 'ada@example.com', username: 'ada' },
  },
});

let sandbox: Connected;
beforeEach(async () => {
  sandbox = await connected();
  await createWith(sandbox, MANUAL);
  sandbox.workbench.clock.advance(MINUTE);
});
afterEach(() => sandbox.close());

const post = (url = '', headers: Record<string, string> = {}, body = PUSH) =>
  fetch(url, { method: 'POST', headers, body });
const listed = async () => (await sandbox.client.send(new ListWebhooksCommand({}))).webhooks ?? [];
const executions = async () =>
  (await sandbox.client.send(new ListPipelineExecutionsCommand({ pipelineName: 'shop-web' })))
    .pipelineExecutionSummaries ?? [];

describe('a webhook', () => {
  it('starts its pipeline with the commit that it is told of', async () => {
    const { webhook } = await putWebhook(sandbox);
    const response = await post(webhook?.url);

    expect(response.status).toBe(200);
    sandbox.workbench.clock.advance(MINUTE);
    const [newest, ...older] = await executions();
    expect(older).toHaveLength(1);
    expect(await response.json()).toMatchObject({ pipelineExecutionId: newest?.pipelineExecutionId });
    expect(newest).toMatchObject({
      trigger: { triggerType: 'Webhook', triggerDetail: webhook?.arn },
      sourceRevisions: [{ actionName: 'App', revisionId: 'f00d'.repeat(10) }],
    });
    expect((await listed())[0]?.lastTriggered).toBeInstanceOf(Date);
  });

  it('starts nothing when one of its filters does not match', async () => {
    const { webhook } = await putWebhook(sandbox);
    expect((await post(webhook?.url, {}, JSON.stringify({ ref: 'refs/heads/other' }))).status).toBe(200);
    const twice = { filters: [{ jsonPath: '$.ref' }, { jsonPath: "$['commits'][*].added" }] };
    await putWebhook(sandbox, twice);
    expect((await post(webhook?.url)).status).toBe(200);
    expect(await executions()).toHaveLength(1);
    expect((await post(webhook?.url, {}, JSON.stringify({ ref: 'x', commits: [{ added: [] }] }))).status).toBe(200);
    expect(await executions()).toHaveLength(2);
  });

  it.each(['sha1', 'sha256'])('of GITHUB_HMAC wants a signature, here %s', async (algorithm) => {
    const { webhook } = await putWebhook(sandbox, {
      authentication: 'GITHUB_HMAC',
      authenticationConfiguration: { SecretToken: 'hush' },
    });
    expect(webhook?.definition?.authenticationConfiguration).toEqual({ SecretToken: '****' });
    expect((await listed())[0]?.definition?.authenticationConfiguration).toEqual({ SecretToken: '****' });

    const header = algorithm === 'sha1' ? 'x-hub-signature' : 'x-hub-signature-256';
    const signed = (secret: string) => ({
      [header]: `${algorithm}=${createHmac(algorithm, secret).update(PUSH).digest('hex')}`,
    });
    expect((await post(webhook?.url)).status).toBe(403);
    expect((await post(webhook?.url, signed('guessed'))).status).toBe(403);
    expect(await executions()).toHaveLength(1);
    expect((await post(webhook?.url, signed('hush'))).status).toBe(200);
    expect(await executions()).toHaveLength(2);
  });

  it('of IP wants a caller in its range', async () => {
    const { webhook } = await putWebhook(sandbox, {
      authentication: 'IP',
      authenticationConfiguration: { AllowedIPRange: '192.0.2.0/24' },
    });
    expect((await post(webhook?.url)).status).toBe(403);
    expect((await post(webhook?.url, { 'x-forwarded-for': '198.51.100.7' })).status).toBe(403);
    expect((await post(webhook?.url, { 'x-forwarded-for': 'nonsense' })).status).toBe(403);
    expect((await post(webhook?.url, { 'x-forwarded-for': '192.0.2.7' })).status).toBe(200);
    expect(await executions()).toHaveLength(2);
  });

  it('keeps its URL when it is replaced, and has another after it was deleted', async () => {
    const first = (await putWebhook(sandbox)).webhook?.url;
    expect((await putWebhook(sandbox, { filters: [] })).webhook?.url).toBe(first);
    await sandbox.client.send(new DeleteWebhookCommand({ name: 'pushes' }));
    expect(await listed()).toEqual([]);
    expect((await post(first)).status).toBe(404);
    await sandbox.client.send(new DeleteWebhookCommand({ name: 'pushes' }));
    expect((await putWebhook(sandbox)).webhook?.url).not.toBe(first);
  });

  it('answers what cannot be meant for it: a body that is no JSON, another method, a pipeline that is gone', async () => {
    const { webhook } = await putWebhook(sandbox);
    expect((await post(webhook?.url, {}, '{')).status).toBe(400);
    expect((await fetch(webhook?.url ?? '')).status).toBe(404);
    expect((await post(`${sandbox.origin}/_webhooks/eu-west-1/trigger`)).status).toBe(404);
    expect((await post(`${sandbox.origin}/_webhooks/eu-west-1/trigger?t=guess&v=1`)).status).toBe(404);
    sandbox.workbench.call('DeletePipeline', { name: 'shop-web' });
    expect((await post(webhook?.url)).status).toBe(404);
  });

  it.each([
    ['for no pipeline', { targetPipeline: 'nowhere' }, PipelineNotFoundException],
    ['for an action that is no source', { targetAction: 'Look' }, ValidationException],
    ['with a path that is none', { filters: [{ jsonPath: 'ref' }] }, InvalidWebhookFilterPatternException],
    [
      'of GITHUB_HMAC without a secret',
      { authentication: 'GITHUB_HMAC' },
      InvalidWebhookAuthenticationParametersException,
    ],
    [
      'of IP with something else than a range',
      { authentication: 'IP', authenticationConfiguration: { AllowedIPRange: '10.0.0.0' } },
      InvalidWebhookAuthenticationParametersException,
    ],
    [
      'of nobody with a secret',
      { authenticationConfiguration: { SecretToken: 'x' } },
      InvalidWebhookAuthenticationParametersException,
    ],
  ])('cannot be made %s', async (_title, change, error) => {
    await expect(putWebhook(sandbox, change)).rejects.toBeInstanceOf(error);
  });

  it('can be registered and deregistered when it is there', async () => {
    await putWebhook(sandbox);
    const known = { webhookName: 'pushes' };
    await sandbox.client.send(new RegisterWebhookWithThirdPartyCommand(known));
    await sandbox.client.send(new DeregisterWebhookWithThirdPartyCommand(known));
    for (const input of [{}, { webhookName: 'other' }]) {
      await expect(sandbox.client.send(new RegisterWebhookWithThirdPartyCommand(input))).rejects.toBeInstanceOf(
        WebhookNotFoundException,
      );
      await expect(sandbox.client.send(new DeregisterWebhookWithThirdPartyCommand(input))).rejects.toBeInstanceOf(
        WebhookNotFoundException,
      );
    }
  });

  it('has tags of its own', async () => {
    const resourceArn = (await putWebhook(sandbox)).webhook?.arn;
    await sandbox.client.send(
      new TagResourceCommand({
        resourceArn,
        tags: [
          { key: 'b', value: '2' },
          { key: 'a', value: '1' },
        ],
      }),
    );
    expect((await listed())[0]?.tags).toHaveLength(2);
    await sandbox.client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['b'] }));
    const { tags } = await sandbox.client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([{ key: 'a', value: '1' }]);
  });
});
