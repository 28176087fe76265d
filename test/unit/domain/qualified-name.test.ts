import { describe, expect, it } from 'vitest';
import { AccountId, type PipelineRef } from '../../../src/domain/ids.ts';
import { abroad, isMeant, nameAmong, parseQualified } from '../../../src/domain/qualified-name.ts';
import type { Served } from '../../../src/domain/served.ts';
import { anAccount, onlyHome } from '../../support/served.ts';

const HOME = AccountId('123456789012');
const PROD = AccountId('111122223333');
const served: Served = {
  ...onlyHome(HOME),
  accounts: [anAccount('Prod', PROD, { regions: ['eu-west-1', 'us-east-1'] })],
};

const ref = (account: AccountId, region = 'eu-west-1', pipeline = 'shop-web'): PipelineRef => ({
  account,
  region,
  pipeline,
});

describe('a qualified name', () => {
  it.each([
    ['shop-web', { pipeline: 'shop-web' }],
    ['prod:shop-web', { account: 'prod', pipeline: 'shop-web' }],
    ['prod/eu-west-1:shop-web', { account: 'prod', region: 'eu-west-1', pipeline: 'shop-web' }],
    ['111122223333:shop-web', { account: '111122223333', pipeline: 'shop-web' }],
    [':shop-web', { pipeline: ':shop-web' }],
    ['prod:', { pipeline: 'prod:' }],
    ['a/b/c:shop-web', { pipeline: 'a/b/c:shop-web' }],
  ])('%s is read as account, region and pipeline', (typed, parts) => {
    expect(parseQualified(typed)).toEqual(parts);
  });

  it.each([
    ['shop-web', [true, true, true]],
    ['prod:shop-web', [false, true, true]],
    ['PROD/US-EAST-1:shop-web', [false, false, true]],
    ['111122223333/eu-west-1:shop-web', [false, true, false]],
    ['home:shop-web', [true, false, false]],
    ['123456789012:shop-web', [true, false, false]],
    ['staging:shop-web', [false, false, false]],
  ])('%s means the places it names, by alias or id', (typed, meant) => {
    const places = [ref(HOME), ref(PROD), ref(PROD, 'us-east-1')];

    expect(places.map((place) => isMeant(served, parseQualified(typed), place))).toEqual(meant);
  });

  it('is as short as it can be: bare, with the account, or with account and region', () => {
    const name = (one: PipelineRef, ...others: PipelineRef[]) => nameAmong(served, one, [one, ...others]);

    expect(name(ref(PROD), ref(HOME, 'eu-west-1', 'etl'))).toBe('shop-web');
    expect(name(ref(PROD), ref(HOME))).toBe('prod:shop-web');
    expect(name(ref(HOME), ref(PROD))).toBe('home:shop-web');
    expect(name(ref(HOME), ref(PROD, 'eu-west-1', 'SHOP-web'))).toBe('home:shop-web');
    expect(name(ref(PROD), ref(PROD, 'us-east-1'))).toBe('prod/eu-west-1:shop-web');
    expect(name(ref(HOME, 'us-east-1'))).toBe('home/us-east-1:shop-web');
  });

  it('stands in messages about every pipeline of another account, so that two alike are told apart', () => {
    const oneRegion: Served = { ...served, accounts: [anAccount('prod', PROD)] };

    expect(abroad(served, ref(PROD))).toBe('prod/eu-west-1:shop-web');
    expect(abroad(oneRegion, ref(PROD))).toBe('prod:shop-web');
    expect(abroad(oneRegion, ref(HOME))).toBeUndefined();
    expect(abroad({ ...served, accounts: [anAccount('tools', HOME)] }, ref(HOME))).toBeUndefined();
    expect(abroad(served, ref(AccountId('999999999999')))).toBeUndefined();
  });

  it('calls the home account by its id where another account took the name "home"', () => {
    const taken: Served = { ...onlyHome(HOME), accounts: [anAccount('home', PROD)] };

    expect(nameAmong(taken, ref(HOME), [ref(PROD)])).toBe('123456789012:shop-web');
    expect(nameAmong(taken, ref(PROD), [ref(HOME)])).toBe('home:shop-web');
    expect(isMeant(taken, parseQualified('home:shop-web'), ref(HOME))).toBe(false);
  });
});
