import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AccountId, ChannelId, UserId } from '../../../src/domain/ids.ts';
import { channelsFor, EVERYONE, type Policy, type Right } from '../../../src/domain/policy.ts';
import { approvalRuling, lookGrant, rulingFor } from '../../../src/domain/rules.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { readPolicyYaml } from '../../../src/policy/policy-yaml.ts';
import { CHANNELS, PEOPLE, USER_GROUPS } from '../../../src/sandbox/people.ts';
import { inProject } from '../../support/packaged.ts';

const textOf = (file: string) => readFileSync(inProject(file), 'utf8');
const policyOf = (file: string): Policy => parsePolicy(JSON.stringify(readPolicyYaml(textOf(file), file)));
const SHOP = { account: AccountId('123456789012'), region: 'eu-west-1', pipeline: 'shop-web' };
const RIGHTS: readonly Right[] = ['operate', 'approve', 'gate', 'change', 'audit'];

describe('the policy that ships', () => {
  it('allows nothing and shows nothing', () => {
    const { hash: _hash, ...policy } = policyOf('infra/policy.yml');

    expect(policy).toEqual({ teams: [], people: [], rules: [], routes: [], freezes: [], accounts: [] });
  });

  it('explains every section with an example that works', () => {
    const comments = textOf('infra/policy.yml').split('\n');
    const examples = comments.filter((line) => /^# {3}/.test(line)).map((line) => line.slice(4));
    const first = examples.findIndex((line) => line.startsWith('rights:'));
    const last = examples.indexOf('rules:');
    const example = [...examples.slice(0, first), ...examples.slice(last)].join('\n');

    const policy = parsePolicy(JSON.stringify(readPolicyYaml(example, 'the example')));

    for (const section of ['teams', 'people', 'rules', 'routes', 'freezes', 'accounts'] as const) {
      expect(policy[section].length).toBeGreaterThan(0);
    }
    expect(policy.rules[0]?.approve).toMatchObject({ quorum: 2, notOwnChange: true, breakGlass: { quorum: 2 } });
  });
});

describe('the policy of the demo', () => {
  const policy = policyOf('src/sandbox/demo/policy.yml');

  it('leaves production of the shop to one of the release managers, who has not written the change', () => {
    expect(approvalRuling(policy, SHOP, ['Approve', 'Prod'])?.grant).toMatchObject({
      by: ['release-managers'],
      quorum: 1,
      notOwnChange: true,
    });
    expect(policy.teams).toEqual([{ name: 'release-managers', userGroup: USER_GROUPS[0]?.id }]);
  });

  it('leaves the rest to everybody', () => {
    for (const pipeline of ['nightly-etl', 'network-infra', 'one-that-you-make']) {
      expect(approvalRuling(policy, { ...SHOP, pipeline }, ['Prod'])?.grant.by).toEqual([EVERYONE]);
      expect(rulingFor(policy, 'operate', { ...SHOP, pipeline }, undefined)?.grant.by).toEqual([EVERYONE]);
    }
  });

  it('knows the cast by its addresses', () => {
    for (const { slack, emails, logins } of policy.people) {
      const person = PEOPLE.find(({ id }) => UserId(id) === slack);
      expect([emails, logins]).toEqual([[person?.email], [person?.login]]);
    }
  });
});

describe('the policy of the sandbox without the demo', () => {
  const policy = policyOf('src/sandbox/open-policy.yml');

  it('lets every full member do everything but change pipelines', () => {
    for (const right of RIGHTS) {
      const by = rulingFor(policy, right, SHOP, ['Prod'])?.grant.by;
      expect(by).toEqual(right === 'change' ? undefined : [EVERYONE]);
      expect(rulingFor(policy, right, SHOP, undefined)?.grant.by).toEqual(by);
    }
    expect(lookGrant(policy, SHOP).by).toEqual([EVERYONE]);
  });

  it('tells everything in the first channel', () => {
    for (const kind of ['progress', 'failures', 'approvals'] as const) {
      expect(channelsFor(policy, kind, SHOP, ['Prod'])).toEqual([ChannelId(CHANNELS[0].id)]);
    }
  });
});
