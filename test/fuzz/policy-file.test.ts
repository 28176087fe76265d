import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountId } from '../../src/domain/ids.ts';
import { channelsFor, mayShow } from '../../src/domain/policy.ts';
import { rulingFor } from '../../src/domain/rules.ts';
import { checkPolicy } from '../../src/policy/check-policy.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { readPolicyYaml } from '../../src/policy/policy-yaml.ts';

const SHOP = { account: AccountId('123456789012'), region: 'eu-west-1', pipeline: 'shop-web' };
const WORDS = [
  '__proto__',
  'constructor',
  'toString',
  'teams',
  'routes',
  'rules',
  'freezes',
  'pipelines',
  'stages',
  'channel',
  'send',
  'actIn',
  'operate',
  'approve',
  'by',
  'quorum',
  'change',
];

const value = fc.oneof(
  fc.constantFrom<unknown>(
    '*',
    '**',
    '',
    'C0DEPLOYS',
    '#deployments',
    'progress',
    ['progress'],
    ['everything'],
    [],
    {},
    null,
    7,
  ),
  fc.constantFrom('*?'.repeat(100), '*'.repeat(201), '[a-z', '\u0000', '\ud800', '123456789012', 'prod'),
  fc.jsonValue(),
);
const route = fc.oneof(
  fc.dictionary(fc.constantFrom(...WORDS), value),
  fc
    .dictionary(fc.constantFrom(...WORDS), value, { maxKeys: 1 })
    .map((more) => ({ pipelines: '*', channel: 'C0DEPLOYS', send: ['progress'], ...more })),
);
const soundRoute = fc.record(
  {
    pipelines: fc.constantFrom('*', 'shop-*', 'payments-*'),
    channel: fc.constantFrom('C0DEPLOYS', 'C0PAYMENTS'),
    send: fc.subarray(['progress', 'failures', 'approvals'], { minLength: 1 }),
    actIn: fc.boolean(),
  },
  { requiredKeys: ['pipelines', 'channel', 'send'] },
);
const by = fc.oneof(
  { arbitrary: fc.subarray(['everyone', 'payments'], { minLength: 1 }), weight: 20 },
  fc.subarray(['nobody', '__proto__', 'constructor'], { minLength: 1 }),
  value,
);
const grant = fc.oneof(
  { arbitrary: fc.record({ by }), weight: 10 },
  fc.record({ by, quorum: fc.constantFrom<unknown>(1, 2, 3, 0, '2'), confirm: fc.boolean() }, { requiredKeys: ['by'] }),
  value,
);
const rule = fc.oneof(fc.dictionary(fc.constantFrom(...WORDS), value), {
  arbitrary: fc
    .dictionary(fc.constantFrom('look', 'operate', 'approve', 'gate', 'change', 'audit'), grant, {
      minKeys: 1,
      maxKeys: 2,
    })
    .map((rights) => ({ pipelines: '*', ...rights })),
  weight: 8,
});
const file = fc.oneof(
  fc.record({ routes: fc.array(route, { maxLength: 5 }) }),
  fc.record({ routes: fc.array(soundRoute, { maxLength: 3 }) }),
  fc.record({
    teams: fc.constantFrom<unknown>({ payments: { users: ['U0ANA', 'U0BEN'] } }, { payments: { userGroup: 'S0PAY' } }),
    rules: fc.array(rule, { maxLength: 3 }),
  }),
  fc.tuple(fc.array(route, { maxLength: 2 }), fc.constantFrom(...WORDS), value).map(([routes, key, more]) =>
    Object.fromEntries([
      ['routes', routes],
      [key, more],
    ]),
  ),
  fc.jsonValue(),
);

const messageOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
};

describe('the policy that the functions read', () => {
  it('is in force as it stands, or is refused as a whole with the place of every fault', () => {
    let shown = 0;
    let allowed = 0;
    fc.assert(
      fc.property(file, (content) => {
        const text = JSON.stringify(content);
        const checked = checkPolicy(JSON.parse(text), 'a-hash');
        const said = messageOf(() => parsePolicy(text));
        if ('problems' in checked) {
          expect(checked.problems.length).toBeGreaterThan(0);
          for (const { message } of checked.problems) expect(said).toContain(message);
          expect(said).toMatch(/^The policy file is not valid: \S.*: \S/);
          return;
        }
        const { policy } = checked;
        expect(policy.hash).toBe('a-hash');
        for (const channel of channelsFor(policy, 'progress', SHOP)) {
          shown += 1;
          expect(mayShow(policy, SHOP, channel, { shared: false, detail: 'headline' })).toBe(true);
        }
        const known = ['everyone', ...policy.teams.map(({ name }) => name)];
        for (const right of ['look', 'operate', 'approve', 'gate', 'change', 'audit'] as const) {
          const named = rulingFor(policy, right, SHOP, ['Prod'])?.grant.by ?? [];
          allowed += named.length;
          for (const team of named) expect(known).toContain(team);
          if (right === 'change') expect(named).not.toContain('everyone');
        }
      }),
      { numRuns: 2_000 },
    );
    expect(shown).toBeGreaterThan(50);
    expect(allowed).toBeGreaterThan(50);
  });

  it('that is no JSON is refused in words that say so, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          file.map((content) => JSON.stringify(content).slice(0, -1)),
        ),
        (text) => {
          fc.pre(messageOf(() => JSON.parse(text)) !== undefined);
          expect(messageOf(() => parsePolicy(text))).toMatch(/^The policy file is not valid: it is (?:empty|no JSON)/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the policy that people write', () => {
  const read = (text: string) => readPolicyYaml(text, 'infra/policy.yml');

  it('is what the functions read, or is refused with the file and the line of every fault', () => {
    const texts = fc.oneof(
      file.map((content) => JSON.stringify(content, null, 2)),
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'routes:',
            '  - ',
            '{',
            '}',
            '[',
            'pipelines: "*"',
            '\n',
            '\t',
            '&a',
            '*a',
            '<<: ',
            '!!js',
            '---',
            '#',
            '|',
            ': ',
          ),
          {
            maxLength: 20,
          },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const said = messageOf(() => {
          expect(parsePolicy(JSON.stringify(read(text)))).toBeDefined();
        });
        if (said !== undefined) expect(said).toMatch(/^infra\/policy\.yml:\d+ \S/);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['a key twice', 'routes: []\nroutes: []\n', /^infra\/policy\.yml:2 routes: this key stands there twice/],
    [
      'a wrong glob on line 3',
      'routes:\n  - channel: C0DEPLOYS\n    pipelines: ""\n    send: [progress]\n',
      /^infra\/policy\.yml:3 routes\.0\.pipelines: /,
    ],
    [
      'a key that nobody knows',
      'routes: []\nrulez: []\n',
      /^infra\/policy\.yml:2 rulez: there is no such key. Did you mean rules/,
    ],
    ['no text', '', /^infra\/policy\.yml:1 policy: /],
    ['two documents', 'routes: []\n---\nroutes: []\n', /^infra\/policy\.yml:2 /],
  ])('with %s is refused with its line', (_what, text, words) => {
    expect(messageOf(() => read(text))).toMatch(words);
  });

  it('that grows without bound through its anchors is refused at once', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const each = level === 0 ? '"x"' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array(9).fill(each).join(', ')}]`;
    });
    const began = performance.now();

    expect(messageOf(() => read(`${levels.join('\n')}\nroutes: *a8\n`))).toMatch(
      /^infra\/policy\.yml:1 policy: its anchors/,
    );

    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
