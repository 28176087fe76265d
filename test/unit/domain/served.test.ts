import { describe, expect, it } from 'vitest';
import { AccountId } from '../../../src/domain/ids.ts';
import { entryOf, isServed, placesOf, type Served } from '../../../src/domain/served.ts';
import { anAccount, onlyHome } from '../../support/served.ts';

const HOME = AccountId('123456789012');
const PROD = AccountId('111122223333');
const place = (account: AccountId, region = 'eu-west-1') => ({ account, region });
const prod = anAccount('prod', PROD, { regions: ['eu-west-1', 'us-east-1'] });
const served: Served = { ...onlyHome(HOME), accounts: [prod] };

describe('what is served', () => {
  it('is the home account in every region, and other accounts in the regions of their entry', () => {
    expect(isServed(served, place(HOME))).toBe(true);
    expect(isServed(served, place(HOME, 'ap-south-1'))).toBe(true);
    expect(isServed(served, place(PROD, 'us-east-1'))).toBe(true);
    expect(isServed(served, place(PROD, 'ap-south-1'))).toBe(false);
    expect(isServed(served, place(AccountId('999999999999')))).toBe(false);
  });

  it('is the home account in the regions of its entry when it has one', () => {
    const bound: Served = { ...served, accounts: [prod, anAccount('tools', HOME)] };

    expect(entryOf(bound, HOME)?.alias).toBe('tools');
    expect(isServed(bound, place(HOME))).toBe(true);
    expect(isServed(bound, place(HOME, 'ap-south-1'))).toBe(false);
  });

  it('is looked through at home first, each place once', () => {
    expect(placesOf(onlyHome(HOME))).toEqual([place(HOME)]);
    expect(placesOf(served)).toEqual([place(HOME), place(PROD), place(PROD, 'us-east-1')]);
    expect(placesOf({ ...served, accounts: [prod, anAccount('tools', HOME, { regions: ['eu-north-1'] })] })).toEqual([
      place(HOME, 'eu-north-1'),
      place(PROD),
      place(PROD, 'us-east-1'),
    ]);
  });
});
