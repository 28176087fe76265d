import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AccountId, ChannelId, UserGroupId, UserId } from '../../../src/domain/ids.ts';
import { checkPolicy } from '../../../src/policy/check-policy.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { readPolicyYaml } from '../../../src/policy/policy-yaml.ts';
import { inProject } from '../../support/packaged.ts';

const PAYMENTS = 'test/fixtures/policies/good/payments.yml';
const payments = () => readPolicyYaml(readFileSync(inProject(PAYMENTS), 'utf8'), PAYMENTS);

describe('what the functions read of a policy', () => {
  it('is all that people wrote, with names resolved and times read', () => {
    const checked = checkPolicy(payments(), 'a-hash');

    expect('policy' in checked && checked.policy).toEqual({
      hash: 'a-hash',
      teams: [
        { name: 'release-managers', userGroup: UserGroupId('S0RELEASE') },
        { name: 'payments', users: [UserId('U0ANA'), UserId('U0BEN')] },
      ],
      people: [{ slack: UserId('U0ANA'), emails: ['ana@example.com'], logins: ['ana-gh'], iam: ['*/ana'] }],
      rules: [
        {
          number: 1,
          pipelines: 'payments-*',
          stages: 'Prod*',
          accounts: [AccountId('111122223333')],
          approve: {
            by: ['release-managers'],
            quorum: 2,
            rejectQuorum: 1,
            notOwnChange: true,
            unknownAuthor: 'oneMore',
            confirm: true,
            remindAfterMs: [3_600_000, 86_400_000],
            breakGlass: { by: ['release-managers'], quorum: 2 },
          },
          gate: { by: ['release-managers'] },
          duringFreeze: [],
        },
        { number: 2, pipelines: '*', operate: { by: ['payments', 'release-managers'] }, duringFreeze: [] },
      ],
      routes: [
        {
          pipelines: 'payments-*',
          channel: ChannelId('C0PAYMENTS'),
          send: ['progress', 'failures', 'approvals'],
          excerpts: true,
          actIn: true,
        },
        {
          pipelines: '*',
          stages: 'Prod*',
          channel: ChannelId('C0APPROVE'),
          send: ['approvals'],
          excerpts: false,
          actIn: false,
        },
      ],
      freezes: [
        {
          pipelines: '*',
          stages: 'Prod*',
          from: { kind: 'weekly', weekday: 5, minutes: 960 },
          to: { kind: 'weekly', weekday: 1, minutes: 480 },
          timeZone: 'Europe/Zurich',
          reason: 'freeze',
        },
      ],
      accounts: [
        {
          alias: 'prod',
          id: AccountId('111122223333'),
          regions: ['eu-west-1'],
          read: 'arn:aws:iam::111122223333:role/signalbox-read',
          operate: 'arn:aws:iam::111122223333:role/signalbox-operate',
        },
      ],
    });
  });

  it('is one approval and one rejection, by anybody named, where the rule says no more', () => {
    const checked = checkPolicy({ rules: [{ pipelines: '*', approve: { by: ['everyone'] } }] }, '');

    expect('policy' in checked && checked.policy.rules[0]?.approve).toEqual({
      by: ['everyone'],
      quorum: 1,
      rejectQuorum: 1,
      notOwnChange: false,
      unknownAuthor: 'oneMore',
      confirm: false,
      remindAfterMs: [],
    });
  });

  it('allows nothing and shows nothing where a section is not there', () => {
    const { hash: _hash, ...policy } = parsePolicy('{}');

    expect(policy).toEqual({ teams: [], people: [], rules: [], routes: [], freezes: [], accounts: [] });
  });

  it('has the same name however it is laid out, and another when anything in it changes', () => {
    const compact = parsePolicy('{"rules":[],"routes":[]}').hash;

    expect(parsePolicy('{\n  "rules": [],\n  "routes": []\n}').hash).toBe(compact);
    expect(parsePolicy('{"rules":[],"routes":[],"teams":{}}').hash).not.toBe(compact);
  });
});

describe('a policy that the functions cannot read', () => {
  it.each([
    ['nothing', '', 'it is empty'],
    ['half a file', '{"routes": [', 'it is no JSON, or only a part of it'],
    ['a list', '[]', 'policy: it should be keys with values, not a list'],
    ['null', 'null', 'policy: it is empty'],
    ['a section of an older version', '{"channels": []}', 'channels: there is no such key'],
    [
      'a team with a name of the language',
      '{"teams":{"__proto__":{"users":["U0ANA"]}},"rules":[{"pipelines":"*","operate":{"by":["__proto__"]}}]}',
      'rules.0.operate.by.0: there is no team called __proto__',
    ],
    [
      'a rule by a word of the language',
      '{"rules":[{"pipelines":"*","approve":{"by":["constructor"],"quorum":1}}]}',
      'there is no team called constructor',
    ],
  ])('is refused as a whole: %s', (_what, text, why) => {
    expect(() => parsePolicy(text)).toThrow(/^The policy file is not valid: /);
    expect(() => parsePolicy(text)).toThrow(why);
  });

  it('is refused for one wrong rule among right ones', () => {
    const rules = [
      { pipelines: '*', operate: { by: ['everyone'] } },
      { pipelines: '*', gate: { by: ['nobody-we-know'] } },
    ];

    expect(checkPolicy({ rules }, '')).toMatchObject({
      problems: [
        { path: ['rules', 1, 'gate', 'by', 0], message: 'rules.1.gate.by.0: there is no team called nobody-we-know' },
      ],
    });
  });
});
