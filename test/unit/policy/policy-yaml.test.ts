import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { readPolicyYaml } from '../../../src/policy/policy-yaml.ts';
import { inProject } from '../../support/packaged.ts';

const fixtures = (folder: string): [string, string][] => {
  const path = inProject(`test/fixtures/policies/${folder}`);
  return readdirSync(path).map((file) => [file.replace('.yml', ''), readFileSync(`${path}/${file}`, 'utf8')]);
};
const read = (text: string) => readPolicyYaml(text, 'policy.yml');
const saidOf = (text: string): string => {
  try {
    read(text);
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
};

describe('a mistake in the policy is told once, with its line', () => {
  const bad = fixtures('bad');

  it.each(bad)('%s', (_name, text) => {
    const [, expected] = /^# expect: (\d+ .+)\n/.exec(text) ?? [];

    expect(saidOf(text)).toBe(`policy.yml:${expected}`);
  });

  it('at each of more than fifty mistakes that people make', () => {
    expect(bad.length).toBeGreaterThan(50);
  });
});

describe('several mistakes in the policy', () => {
  it('are all told at once', () => {
    const text =
      'rules:\n  - pipelines: "*"\n    operate: { by: [] }\nroutes:\n  - { channel: here, pipelines: "*", send: [all] }\n';

    expect(saidOf(text).split('\n')).toEqual([
      'policy.yml:3 rules.0.operate.by: it is empty, and needs at least one',
      'policy.yml:5 routes.0.channel: a channel is named by its id, such as C0DEPLOYS',
      'policy.yml:5 routes.0.send.0: “all” cannot stand here. There are: progress, failures, approvals, subscribed',
    ]);
  });

  it('are all told when they are keys that stand twice', () => {
    expect(saidOf('rules: []\nrules: []\nroutes: []\nroutes: []\n')).toBe(
      'policy.yml:2 rules: this key stands there twice\npolicy.yml:4 routes: this key stands there twice',
    );
  });
});

describe('a policy file without a mistake', () => {
  it.each(fixtures('good'))('is read, and the functions take what was read: %s', (_name, text) => {
    const policy = parsePolicy(JSON.stringify(read(text)));

    expect(policy.hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('may have been written on Windows', () => {
    expect(read('\ufeffrules: []\r\nroutes: []\r\n')).toEqual({ rules: [], routes: [] });
  });

  it('may be JSON', () => {
    expect(read('{"rules": []}')).toEqual({ rules: [] });
  });
});

describe('a policy file of nothing', () => {
  it.each(['', '\n\n', '---\n', '~'])('is a mistake, not a policy: %j', (text) => {
    expect(saidOf(text)).toBe('policy.yml:1 policy: it is empty; `rules: []` allows nothing');
  });
});
