import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/app/codepipeline-ports.ts';
import { type FindDeps, findPipeline } from '../../../src/app/find-pipeline.ts';
import { AccountId, type AccountRegion, type PipelineRef } from '../../../src/domain/ids.ts';
import { createCommands } from '../../../src/slack/commands/index.ts';
import { anAccount, onlyHome } from '../../support/served.ts';

const HOME: AccountRegion = { account: AccountId('123456789012'), region: 'eu-west-1' };
const PROD: AccountRegion = { account: AccountId('111122223333'), region: 'eu-west-1' };
const PROD_US: AccountRegion = { ...PROD, region: 'us-east-1' };
const served = { ...onlyHome(), accounts: [anAccount('prod', PROD.account, { regions: ['eu-west-1', 'us-east-1'] })] };
const structure = { stages: [], variables: [], sources: [], type: 'V2' as const, mode: 'SUPERSEDED' as const };

function world(
  listed: readonly PipelineRef[],
  more: { unlisted?: PipelineRef; unread?: AccountRegion[] } = {},
): FindDeps {
  const catalogue: Catalogue = { pipelines: listed, unread: more.unread ?? [] };
  return {
    served,
    commands: createCommands(),
    reads: {
      catalogue: async () => catalogue,
      structure: async ({ account, region, pipeline }) => {
        if (catalogue.unread.some((place) => place.account === account && place.region === region))
          throw new Error('nobody can look there');
        const one = more.unlisted;
        const isIt = one?.account === account && one.region === region && one.pipeline === pipeline;
        return isIt ? structure : undefined;
      },
    },
  };
}

const named = (place: AccountRegion, pipeline = 'shop-web'): PipelineRef => ({ ...place, pipeline });
const deed = (deps: FindDeps, typed: string) => findPipeline(deps, typed, false, (name) => `start ${name}`);
const reading = (deps: FindDeps, typed: string) => findPipeline(deps, typed, true, (name) => `status ${name}`);
const choice = (...candidates: string[]) => ({ kind: 'answer', answer: { kind: 'choice', candidates } });

describe('a pipeline that several accounts have', () => {
  const both = world([named(HOME), named(PROD)]);

  it('is never guessed from its bare name: the choice has qualified names', async () => {
    expect(await deed(both, 'shop-web')).toMatchObject({
      answer: { kind: 'choice', commands: ['start home:shop-web', 'start prod:shop-web'] },
    });
    expect(await reading(both, 'SHOP-WEB')).toMatchObject(choice('home:shop-web', 'prod:shop-web'));
  });

  it('is found by its qualified name', async () => {
    expect(await deed(both, 'prod:shop-web')).toEqual({ kind: 'found', ref: named(PROD), name: 'prod:shop-web' });
    expect(await deed(both, 'home/eu-west-1:Shop-Web')).toMatchObject({ kind: 'found', ref: named(HOME) });
  });

  it('needs its region too where one account has it twice', async () => {
    const twice = world([named(PROD), named(PROD_US)]);

    expect(await deed(twice, 'prod:shop-web')).toMatchObject(
      choice('prod/eu-west-1:shop-web', 'prod/us-east-1:shop-web'),
    );
    expect(await deed(twice, 'prod/us-east-1:shop-web')).toMatchObject({ kind: 'found', ref: named(PROD_US) });
  });

  it('is missed with a qualifier that names no account', async () => {
    expect(await deed(both, 'staging:shop-web')).toMatchObject({ answer: { kind: 'not_found' } });
  });
});

describe('a pipeline that one account has', () => {
  it('is found by its bare name, wherever it is', async () => {
    const deps = world([named(PROD), named(HOME, 'etl')]);

    expect(await deed(deps, 'shop-web')).toEqual({ kind: 'found', ref: named(PROD), name: 'shop-web' });
    expect(await reading(deps, 'prod:shop')).toMatchObject({ kind: 'found', ref: named(PROD) });
    expect(await deed(deps, 'prod:shop')).toMatchObject(choice('shop-web'));
  });

  it('is suggested for a near miss, by the name that it needs', async () => {
    const deps = world([named(PROD), named(HOME, 'etl')]);

    expect(await deed(deps, 'prod:shop-wbe')).toMatchObject({
      answer: { nearest: 'shop-web', rerun: 'start shop-web' },
    });
  });

  it('is found in any account though it is not listed yet', async () => {
    const deps = world([named(HOME, 'etl')], { unlisted: named(PROD_US, 'new') });

    expect(await deed(deps, 'new')).toMatchObject({ kind: 'found', ref: named(PROD_US, 'new') });
    expect(await deed(deps, 'home:new')).toMatchObject({ answer: { kind: 'not_found' } });
  });
});

describe('a pipeline in a region of the home account that is not listed', () => {
  const deps = world([named(HOME)], { unlisted: named({ ...HOME, region: 'us-east-1' }) });

  it('is found by whoever names the region', async () => {
    const ref = named({ ...HOME, region: 'us-east-1' });

    expect(await deed(deps, 'home/us-east-1:shop-web')).toEqual({
      kind: 'found',
      ref,
      name: 'home/us-east-1:shop-web',
    });
    expect(await deed(deps, 'home/us-west-2:shop-web')).toMatchObject({ answer: { kind: 'not_found' } });
    expect(await deed(deps, 'prod/ap-south-1:shop-web')).toMatchObject({ answer: { kind: 'not_found' } });
  });
});

describe('where an account could not be looked into', () => {
  const deps = world([named(HOME)], { unread: [PROD] });

  it('a deed on a bare name is asked back, since the account may have one of that name', async () => {
    expect(await deed(deps, 'shop-web')).toMatchObject({
      answer: { kind: 'choice', commands: ['start home/eu-west-1:shop-web'] },
    });
  });

  it('a deed on a name that cannot be there goes on', async () => {
    expect(await deed(deps, 'home:shop-web')).toMatchObject({ kind: 'found', ref: named(HOME) });
  });

  it('a question is answered from what is known, and a name that is not known is not asked for there', async () => {
    expect(await reading(deps, 'shop-web')).toMatchObject({ kind: 'found', ref: named(HOME) });
    expect(await reading(deps, 'zebra')).toMatchObject({ answer: { kind: 'not_found', unread: ['prod/eu-west-1'] } });
    expect(await reading(deps, 'home:zebra')).not.toHaveProperty('answer.unread');
  });
});
