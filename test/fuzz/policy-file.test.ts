import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountId } from '../../src/domain/ids.ts';
import { channelsFor, isRouted } from '../../src/domain/policy.ts';
import { checkPolicy, parsePolicy } from '../../src/policy-file.ts';
import { readPolicyYaml } from '../../src/policy-yaml.ts';

const SHOP = { account: AccountId('123456789012'), region: 'eu-west-1', pipeline: 'shop-web' };
const WORDS = [
  '__proto__',
  'constructor',
  'toString',
  'routes',
  'rules',
  'pipelines',
  'stages',
  'channel',
  'send',
  'actIn',
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
const file = fc.oneof(
  fc.record({ routes: fc.array(route, { maxLength: 5 }) }),
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
    let good = 0;
    fc.assert(
      fc.property(file, (content) => {
        const text = JSON.stringify(content);
        const checked = checkPolicy(JSON.parse(text));
        const said = messageOf(() => parsePolicy(text));
        if ('problems' in checked) {
          expect(checked.problems.length).toBeGreaterThan(0);
          for (const { message } of checked.problems) expect(said).toContain(message);
          expect(said).toMatch(/^The policy file is not valid: (?:policy|[\w.]+)/);
          return;
        }
        good += 1;
        const { policy } = checked;
        expect(policy).toEqual(JSON.parse(text));
        for (const channel of channelsFor(policy, 'progress', SHOP)) expect(isRouted(policy, SHOP, channel)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(good).toBeGreaterThan(50);
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
    ['a key twice', 'routes: []\nroutes: []\n', /^infra\/policy\.yml:2 Map keys must be unique/],
    [
      'a wrong glob on line 3',
      'routes:\n  - channel: C0DEPLOYS\n    pipelines: ""\n    send: [progress]\n',
      /^infra\/policy\.yml:3 routes\.0\.pipelines: /,
    ],
    ['a key that nobody knows', 'routes: []\nrules: []\n', /^infra\/policy\.yml:2 rules: there is no such key/],
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
      /^infra\/policy\.yml:1 Excessive alias count/,
    );

    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
