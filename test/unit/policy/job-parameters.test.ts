import { describe, expect, it } from 'vitest';
import { readQuestion, readWait } from '../../../src/policy/job-parameters.ts';

const ASK = { ask: 'Which region first?', options: [{ value: 'eu-west-1', label: 'Europe' }] };
const read = readQuestion({ questions: { region: { ...ASK, timeout: '4h' } } });

describe('the parameters of a question', () => {
  it.each([
    ['nothing to answer with', { ask: 'Well?' }, /^options: options or inputs were expected/],
    ['a word that there is not', { ...ASK, quorom: 2 }, /^quorom: there is no such key/],
    ['an option without a value', { ask: 'Well?', options: [{ label: 'x' }] }, /^options\.0\.value: it is missing/],
    ['a number that should be text', { ...ASK, ask: 7 }, /^ask: text in quotes was expected/],
    [
      'a button that only approvals have',
      { ask: 'Well?', options: [{ value: 'x', label: 'Approve' }] },
      /^options\.0\.label: a label without/,
    ],
    [
      'a value that means something to a shell',
      { ask: 'Well?', options: [{ value: '$(x)', label: 'x' }] },
      /^options\.0\.value: letters/,
    ],
    [
      'a pattern of one’s own',
      { ask: 'Well?', inputs: [{ name: 'a', label: 'A', type: 'text', pattern: '(a+)+$' }] },
      /^inputs\.0\.pattern: one of digits, version/,
    ],
    [
      'a name that every answer has',
      { ask: 'Well?', inputs: [{ name: 'answer', label: 'A', type: 'text' }] },
      /^inputs\.0\.name: another name/,
    ],
    ['a time longer than a day', { ...ASK, timeout: '2d' }, /^timeout: a time such as/],
    ['an answer by default that is no option', { ...ASK, onTimeout: 'us' }, /^onTimeout: fail, or the value/],
    [
      'a form that no button holds',
      {
        ask: 'Well?',
        inputs: [
          {
            name: 'a',
            label: 'A',
            type: 'select',
            options: Array.from({ length: 20 }, (_, n) => ({ value: `v${n}`.padEnd(100, 'x'), label: `l${n}` })),
          },
        ],
      },
      /^inputs: options and inputs of together/,
    ],
    [
      'the name of no question',
      { ask: '@nothing' },
      /^ask: there is no question @nothing; one of @region was expected/,
    ],
  ])('with %s are refused, with the field and what was expected', (_what, written, expected) => {
    expect(read(written)).toMatchObject({ fault: expect.stringMatching(expected) });
  });

  it('may name a question of the file, and narrow it', () => {
    expect(read({ ask: '@region', quorum: 2 })).toMatchObject({
      parameters: { ask: 'Which region first?', quorum: 2, timeoutMs: 4 * 3600_000 },
    });
  });
});

describe('how long to wait', () => {
  it.each([
    ['30m', { for: 'time', ms: 1_800_000 }],
    ['2026-12-24T08:00:00Z', { for: 'instant', at: '2026-12-24T08:00:00.000Z' }],
    ['freeze', { for: 'freeze' }],
  ])('%s', (wait, parameters) => {
    expect(readWait({ wait })).toEqual({ parameters });
  });

  it('is refused when it is none of these', () => {
    expect(readWait({ wait: 'soon' })).toMatchObject({ fault: expect.stringMatching(/^wait: a time such as/) });
  });
});
