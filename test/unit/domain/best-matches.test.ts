import { describe, expect, it } from 'vitest';
import { bestMatches } from '../../../src/domain/best-matches.ts';

const NAMES = ['api-shop', 'shop-web', 'shop-web-prod', 'Shop-etl', 'payments'];
const matches = (typed: string, atMost = 100) => bestMatches(typed, NAMES, (name) => name, atMost);

describe('what fits what somebody has typed so far', () => {
  it('begins so, or else has it anywhere, in upper and lower case', () => {
    expect(matches('shop')).toEqual(['shop-web', 'shop-web-prod', 'Shop-etl', 'api-shop']);
  });

  it('has every part that was typed', () => {
    expect(matches('prod shop')).toEqual(['shop-web-prod']);
  });

  it('is everything before anything was typed, and no more than there is room for', () => {
    expect(matches('')).toEqual(NAMES);
    expect(matches('', 2)).toEqual(['api-shop', 'shop-web']);
  });

  it('is nothing where nothing fits', () => {
    expect(matches('nowhere')).toEqual([]);
  });
});
