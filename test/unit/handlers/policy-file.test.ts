import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/policy-file.ts';

const route = { pipelines: '*', channel: 'C0DEPLOYS', send: ['progress'] };
const file = (...routes: object[]) => JSON.stringify({ routes });

describe('the policy file', () => {
  it('says who is shown what', () => {
    expect(
      parsePolicy(file({ ...route, stages: 'Prod*', accounts: ['123456789012'], regions: ['eu-west-1'] })),
    ).toEqual({
      routes: [{ ...route, stages: 'Prod*', accounts: ['123456789012'], regions: ['eu-west-1'] }],
    });
  });

  it('may show nothing at all', () => {
    expect(parsePolicy(file())).toEqual({ routes: [] });
  });

  it.each([
    ['no routes', '{}', /routes/],
    [
      'a channel by its name',
      file({ ...route, channel: '#deployments' }),
      /routes\.0\.channel: a channel is named by its id/,
    ],
    ['an unknown kind of message', file(route, { ...route, send: ['everything'] }), /routes\.1\.send\.0/],
    ['nothing to send', file({ ...route, send: [] }), /routes\.0\.send/],
    ['an account by its alias', file({ ...route, accounts: ['prod'] }), /an account id has twelve digits/],
    ['a word that this version does not know', file({ ...route, actIn: false }), /actIn/],
    ['a section that is not in force yet', JSON.stringify({ routes: [], rules: [] }), /rules/],
    ['nothing', '', /The policy file is not valid/],
    ['half a file', '{"routes": [', /The policy file is not valid/],
    ['a list', '[]', /The policy file is not valid/],
  ])('with %s is refused with one message that says where', (_what, text, words) => {
    expect(() => parsePolicy(text)).toThrow(words);
    expect(() => parsePolicy(text)).toThrow(/^The policy file is not valid: /);
  });

  it('names every problem at once', () => {
    const bad = file({ ...route, channel: 'nowhere' }, { ...route, pipelines: '' });

    expect(() => parsePolicy(bad)).toThrow(/routes\.0\.channel.*routes\.1\.pipelines/);
  });

  it('refuses to promise what this version never sends', () => {
    expect(() => parsePolicy(file({ ...route, send: ['results'] }))).toThrow(/send/);
  });

  it('says what may stand there instead, and what a word too many is', () => {
    expect(() => parsePolicy(file({ ...route, send: ['everything'] }))).toThrow(
      'routes.0.send.0: Invalid option: expected one of "progress"|"failures"|"approvals"',
    );
    expect(() => parsePolicy(file({ ...route, actIn: false, quorum: 2 }))).toThrow(
      'routes.0.actIn: there is no such key; routes.0.quorum: there is no such key',
    );
    expect(() => parsePolicy('')).toThrow('The policy file is not valid: it is empty');
    expect(() => parsePolicy('[]')).toThrow('policy: Invalid input: expected object, received array');
  });
});
