import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutTo,
  firstLine,
  httpsUrl,
  TRANSITION_REASON_MAX,
  toCommitMessage,
  toErrorText,
  toTransitionReason,
} from '../../../src/aws/limits.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.string({ unit: 'grapheme', maxLength: 600 }),
  fc.string({ unit: fc.constantFrom(',', ';', ' ', '-', 'ﷺ', 'é', '\n', '🚂', '(', '.'), maxLength: 600 }),
);

describe('the reason of a closed transition', () => {
  it('is one that CodePipeline takes, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const reason = toTransitionReason(text);

        expect(reason).toMatch(/^[a-zA-Z0-9!@ ().*?-]+$/);
        expect(reason.length).toBeGreaterThanOrEqual(1);
        expect(reason.length).toBeLessThanOrEqual(TRANSITION_REASON_MAX);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps the words readable', () => {
    expect(toTransitionReason('Geschäftsjahr: kein Deploy, bis Montag')).toBe(
      'Geschaftsjahr - kein Deploy - bis Montag',
    );
    expect(toTransitionReason('🚂🚂')).toBe('closed from Slack');
    expect(toTransitionReason('')).toBe('closed from Slack');
  });
});

describe('a text that is cut', () => {
  it('is never longer than asked, never ends inside a character, and says that it was cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 1, max: 60 }), (text, max) => {
        const cut = cutTo(text, max);

        expect(cut.length).toBeLessThanOrEqual(max);
        expect(() => encodeURIComponent(cut)).not.toThrow();
        if (text.length <= max) expect(cut).toBe(text);
        else expect(cut.endsWith('…')).toBe(true);
      }),
    );
  });

  it('of an error never ends inside a character either', () => {
    const { code = '', text = '' } = toErrorText(`${'C'.repeat(59)}🚂`, `${'t'.repeat(499)}🚂`) ?? {};

    expect(() => encodeURIComponent(code + text)).not.toThrow();
  });
});

describe('what is taken from texts of providers', () => {
  it('is the first line that says something', () => {
    expect(firstLine('  Fix the cart total \n\nlong story')).toBe('Fix the cart total');
    expect(firstLine('')).toBe('');
  });

  it('is the message that a connection wraps', () => {
    expect(toCommitMessage('{"ProviderType":"GitHub","CommitMessage":"Fix it\\n\\nmore"}')).toBe('Fix it');
    expect(toCommitMessage('{"ProviderType":"GitHub"}')).toBe('');
    expect(toCommitMessage('{not json\nat all')).toBe('{not json');
    expect(toCommitMessage('plain\nwords')).toBe('plain');
  });

  it('is a link only when it is https and not endless', () => {
    expect(httpsUrl('https://example.com/a')).toBe('https://example.com/a');
    expect(httpsUrl('http://example.com/a')).toBeUndefined();
    expect(httpsUrl('javascript:alert(1)')).toBeUndefined();
    expect(httpsUrl(`https://example.com/${'a'.repeat(700)}`)).toBeUndefined();
    expect(httpsUrl(null)).toBeUndefined();
  });

  it('is an error only when there is one', () => {
    expect(toErrorText(undefined, '')).toBeUndefined();
    expect(toErrorText('JobFailed', null)).toEqual({ code: 'JobFailed' });
    expect(toErrorText(undefined, 'x'.repeat(900))?.text).toHaveLength(500);
  });
});
