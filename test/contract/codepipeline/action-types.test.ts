import {
  ActionTypeNotFoundException,
  DeleteCustomActionTypeCommand,
  GetActionTypeCommand,
  InvalidActionDeclarationException,
  LimitExceededException,
  ListActionTypesCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UpdateActionTypeCommand,
  ValidationException,
} from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anAction, CUSTOM, createType, createWith, PARTNER } from './a-full-region.ts';
import { type Connected, connected } from './sdk.ts';

/** In the model, but declared by no operation: the SDK has no class for it. */
const EXISTS = { name: 'ActionTypeAlreadyExistsException' };
const NAMED = { category: 'Test', provider: 'Lab', version: '1' } as const;

let sandbox: Connected;
beforeEach(async () => {
  sandbox = await connected();
});
afterEach(() => sandbox.close());

const custom = async () =>
  (await sandbox.client.send(new ListActionTypesCommand({ actionOwnerFilter: 'Custom' }))).actionTypes ?? [];
const remove = () => sandbox.client.send(new DeleteCustomActionTypeCommand(NAMED));

describe('a custom action type', () => {
  it('is listed with what it was made of, and its owner is Custom', async () => {
    const { actionType } = await createType(sandbox, { tags: [{ key: 'team', value: 'lab' }] });
    expect(actionType?.id).toEqual(CUSTOM);
    expect(await custom()).toEqual([actionType]);
    const resourceArn = 'arn:aws:codepipeline:eu-west-1:123456789012:actiontype:Custom/Test/Lab/1';
    await sandbox.client.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'a', value: 'b' }] }));
    const { tags } = await sandbox.client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([
      { key: 'a', value: 'b' },
      { key: 'team', value: 'lab' },
    ]);
  });

  it('once deleted is offered to nobody, and comes back only as it was', async () => {
    await createType(sandbox);
    await expect(createType(sandbox)).rejects.toMatchObject(EXISTS);
    await remove();
    await remove();
    expect(await custom()).toEqual([]);
    await expect(
      createWith(sandbox, anAction('Try', CUSTOM, { configuration: { Bench: 'b' } })),
    ).rejects.toBeInstanceOf(InvalidActionDeclarationException);
    await expect(createType(sandbox, { settings: {} })).rejects.toMatchObject(EXISTS);
    await createType(sandbox);
    expect(await custom()).toHaveLength(1);
  });

  it.each([
    ['without a required key', {}],
    ['with a key that it does not have', { Bench: 'b', Colour: 'red' }],
    ['with a queryable value that cannot be asked for', { Bench: 'not a word' }],
  ])('cannot be used %s', async (_title, configuration) => {
    await createType(sandbox);
    await expect(createWith(sandbox, anAction('Try', CUSTOM, { configuration }))).rejects.toBeInstanceOf(
      InvalidActionDeclarationException,
    );
  });

  const property = (change: object) => ({ name: 'P', required: true, key: true, secret: false, ...change });
  it.each([
    ['of approvals', { category: 'Approval' }],
    ['with a least number above its most', { inputArtifactDetails: { minimumCount: 2, maximumCount: 1 } }],
    ['with the same property twice', { configurationProperties: [property({}), property({})], settings: {} }],
    [
      'with two queryable properties',
      { configurationProperties: ['A', 'B'].map((name) => property({ name, queryable: true })), settings: {} },
    ],
    [
      'with a queryable secret',
      { configurationProperties: [property({ queryable: true, secret: true })], settings: {} },
    ],
    ['with a link that tells a secret', { settings: { entityUrlTemplate: 'https://x/{Config:Password}' } }],
  ])('cannot be made %s', async (_title, change) => {
    await expect(createType(sandbox, change)).rejects.toBeInstanceOf(ValidationException);
  });

  it('is one of fifty at most', async () => {
    for (let version = 1; version <= 50; version += 1) await createType(sandbox, { version: String(version) });
    await expect(createType(sandbox, { version: '51' })).rejects.toBeInstanceOf(LimitExceededException);
  });
});

describe('action types made with an integration model', () => {
  const get = (id: object) => sandbox.client.send(new GetActionTypeCommand({ ...PARTNER, ...id }));

  it('can be read and changed', async () => {
    const { actionType } = await get({});
    expect(actionType).toMatchObject({ id: PARTNER, executor: { type: 'JobWorker' } });
    await sandbox.client.send(new UpdateActionTypeCommand({ actionType: { ...PARTNER_TYPE, description: 'Changed' } }));
    expect((await get({})).actionType).toEqual({ ...PARTNER_TYPE, description: 'Changed' });
    const { actionTypes = [] } = await sandbox.client.send(
      new ListActionTypesCommand({ actionOwnerFilter: 'ThirdParty' }),
    );
    expect(actionTypes.find(({ id }) => id?.provider === 'SandboxPartner')?.inputArtifactDetails).toEqual({
      minimumCount: 0,
      maximumCount: 3,
    });
  });

  const PARTNER_TYPE = {
    id: PARTNER as { category: 'Test'; owner: string; provider: string; version: string },
    executor: {
      type: 'JobWorker' as const,
      configuration: { jobWorkerExecutorConfiguration: { pollingAccounts: ['123456789012'] } },
    },
    inputArtifactDetails: { minimumCount: 0, maximumCount: 3 },
    outputArtifactDetails: { minimumCount: 0, maximumCount: 1 },
  };

  it.each([
    ['a custom one', { owner: 'Custom' }, ValidationException],
    [
      'one of AWS’s own',
      { category: 'Build' as const, owner: 'AWS', provider: 'CodeBuild' },
      ActionTypeNotFoundException,
    ],
    ['one that is not there', { version: '7' }, ActionTypeNotFoundException],
  ])('are not %s', async (_title, id, error) => {
    await createType(sandbox);
    await expect(get(id)).rejects.toBeInstanceOf(error);
    const actionType = { ...PARTNER_TYPE, id: { ...PARTNER_TYPE.id, ...id } };
    await expect(sandbox.client.send(new UpdateActionTypeCommand({ actionType }))).rejects.toBeInstanceOf(error);
  });

  it('need the executor that they name', async () => {
    const actionType = { ...PARTNER_TYPE, executor: { ...PARTNER_TYPE.executor, type: 'Lambda' as const } };
    await expect(sandbox.client.send(new UpdateActionTypeCommand({ actionType }))).rejects.toBeInstanceOf(
      ValidationException,
    );
  });
});
