import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../../src/sandbox/aws/event-pattern.ts';

const EVENT = {
  source: 'aws.codepipeline',
  'detail-type': 'CodePipeline Action Execution State Change',
  resources: ['arn:one', 'arn:two'],
  detail: { pipeline: 'shop-web', state: 'STARTED', type: { category: 'Approval' }, version: 4, note: null },
};

describe('an event pattern', () => {
  it.each([
    ['one of the values listed', { source: ['aws.s3', 'aws.codepipeline'] }, true],
    ['none of the values listed', { source: ['aws.s3'] }, false],
    [
      'every field named, nested ones too',
      { source: ['aws.codepipeline'], detail: { type: { category: ['Approval'] } } },
      true,
    ],
    ['one field of several that differs', { source: ['aws.codepipeline'], detail: { state: ['FAILED'] } }, false],
    ['a field the event does not have', { detail: { stage: ['Prod'] } }, false],
    ['a member of a list in the event', { resources: ['arn:two'] }, true],
    ['a number, not its text', { detail: { version: ['4'] } }, false],
    ['null', { detail: { note: [null] } }, true],
    ['a prefix', { detail: { pipeline: [{ prefix: 'shop-' }] } }, true],
    ['another prefix', { detail: { pipeline: [{ prefix: 'data-' }] } }, false],
    ['a suffix', { detail: { pipeline: [{ suffix: '-web' }] } }, true],
    ['anything but a value', { detail: { state: [{ 'anything-but': 'STARTED' }] } }, false],
    ['anything but other values', { detail: { state: [{ 'anything-but': ['FAILED', 'STOPPED'] }] } }, true],
    ['anything but a prefix', { detail: { pipeline: [{ 'anything-but': { prefix: 'shop' } }] } }, false],
    ['anything but, of a field that is not there', { detail: { stage: [{ 'anything-but': 'x' }] } }, false],
    ['a field that exists', { detail: { state: [{ exists: true }] } }, true],
    ['a field that must not exist', { detail: { stage: [{ exists: false }] } }, true],
    ['letters of either case', { detail: { state: [{ 'equals-ignore-case': 'started' }] } }, true],
    ['either of a test and a value', { detail: { pipeline: [{ prefix: 'data-' }, 'shop-web'] } }, true],
  ])('asks for %s', (_what, pattern, matches) => {
    expect(matchesPattern(pattern, EVENT)).toBe(matches);
  });

  it('is refused, not guessed at, when it holds a test that the sandbox does not know', () => {
    expect(() => matchesPattern({ detail: { version: [{ numeric: ['>', 3] }] } }, EVENT)).toThrow(/"numeric"/);
    expect(() => matchesPattern({ source: 'aws.codepipeline' }, EVENT)).toThrow(/source does neither/);
  });
});
