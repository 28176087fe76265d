import { describe, expect, it } from 'vitest';
import { compareUrl } from '../../../src/slack/compare-links.ts';

const FROM = '71aa0d2100a1b2c3d4e5f60718293a4b5c6d7e8f';
const TO = '3f2c91e00a1b2c3d4e5f60718293a4b5c6d7e8f9';
const connected = (host: string, repository = 'railway-goods/shop-web') =>
  compareUrl({ provider: 'CodeStarSourceConnection', host, repository }, FROM, TO, 'eu-west-1');

describe('where two commits are compared', () => {
  it.each([
    ['GitHub', `https://github.com/railway-goods/shop-web/compare/${FROM}...${TO}`],
    ['GitLab', `https://gitlab.com/railway-goods/shop-web/-/compare/${FROM}...${TO}`],
    ['Bitbucket', `https://bitbucket.org/railway-goods/shop-web/branches/compare/${TO}%0D${FROM}`],
  ])('a connection to %s', (host, url) => {
    expect(connected(host)).toBe(url);
  });

  it('the first version of GitHub’s source, which tells no host', () => {
    const source = { provider: 'GitHub', repository: 'railway-goods/shop-web' };
    expect(compareUrl(source, FROM, TO, 'eu-west-1')).toContain('https://github.com/railway-goods/shop-web/compare/');
  });

  it('CodeCommit, in the console of its region', () => {
    expect(compareUrl({ provider: 'CodeCommit', repository: 'shop' }, FROM, TO, 'eu-central-1')).toBe(
      `https://eu-central-1.console.aws.amazon.com/codesuite/codecommit/repositories/shop/compare/${FROM}/.../${TO}?region=eu-central-1`,
    );
  });

  it.each([
    ['hosts of somebody’s own', () => connected('GitHubEnterpriseServer')],
    ['hosts that nobody knows', () => connected('__proto__')],
    ['repositories that are no path', () => connected('GitHub', 'a b/../c?')],
    ['sources without commits', () => compareUrl({ provider: 'S3', repository: 'x' }, FROM, TO, 'eu-west-1')],
    [
      'revisions that are no commits',
      () => compareUrl({ provider: 'CodeCommit', repository: 'shop' }, 'version one', TO, 'eu-west-1'),
    ],
  ])('nowhere for %s', (_, link) => {
    expect(link()).toBeUndefined();
  });
});
