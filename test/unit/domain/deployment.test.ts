import { describe, expect, it } from 'vitest';
import { byGravity, countsOf, type Finding, failed, ok, warning } from '../../../src/domain/check-report.ts';
import {
  judgeDeadLetters,
  judgeDoor,
  judgeFunctions,
  judgeOwnClock,
  judgeRules,
  judgeStack,
  judgeVersion,
} from '../../../src/domain/deployment.ts';

const verdicts = (findings: readonly Finding[]) => findings.map(({ verdict, says }) => `${verdict}: ${says}`);
const aFunction = (more: object = {}) => ({ name: 'operations', timeoutSeconds: 30, memoryMb: 512, ...more });
const DEPLOYED = ['slack-requests', 'pipeline-events', 'operations', 'details', 'schedule'];
const RULES = [
  { calls: 'pipeline-events', bus: 'default', state: 'ENABLED' },
  { calls: 'operations', bus: 'signalbox', state: 'ENABLED' },
  { calls: 'details', bus: 'signalbox', state: 'ENABLED' },
  { calls: 'schedule', bus: 'default', state: 'ENABLED' },
] as const;

describe('an installation from outside', () => {
  it.each([
    ['CREATE_COMPLETE', 'ok'],
    ['UPDATE_COMPLETE', 'ok'],
    ['UPDATE_ROLLBACK_COMPLETE', 'warning'],
    ['UPDATE_IN_PROGRESS', 'warning'],
    ['ROLLBACK_COMPLETE', 'failed'],
    ['UPDATE_ROLLBACK_FAILED', 'failed'],
    ['DELETE_FAILED', 'failed'],
  ])('a stack that is %s: %s', (status, verdict) => {
    expect(judgeStack('signalbox-prod', status)).toMatchObject([{ about: 'Stack', verdict }]);
  });

  it.each([
    ['one that is killed too soon', { timeoutSeconds: 3 }, /^failed: operations is stopped after 3 s/],
    ['one that may outlive its lease', { timeoutSeconds: 60 }, /^failed: operations is stopped after 60 s/],
    ['one with little memory', { memoryMb: 128 }, /^warning: operations has 128 MB; 256 MB/],
    ['the door with the memory of others', { name: 'slack-requests', memoryMb: 256 }, /^warning: .* 512 MB/],
    ['one that Lambda could not update', { lastUpdate: 'Failed' }, /^failed: The last update of operations/],
    ['one that failed', { state: 'Failed' }, /^failed: operations is Failed/],
  ])('of the functions, %s', (_what, more, words) => {
    expect(verdicts(judgeFunctions([aFunction(), aFunction(more)]))).toEqual([expect.stringMatching(words)]);
  });

  it('functions as they are deployed are well', () => {
    expect(judgeFunctions([aFunction()])).toMatchObject([{ verdict: 'ok' }]);
  });

  it('rules that are there and enabled are well; those that are missing or switched off are named', () => {
    expect(judgeRules(RULES, DEPLOYED)).toMatchObject([{ verdict: 'ok' }]);
    expect(verdicts(judgeRules(RULES, [...DEPLOYED, 'changes']))).toEqual([
      'failed: No rule of the signalbox bus calls changes.',
    ]);
    expect(verdicts(judgeRules(RULES.slice(0, 3), DEPLOYED))).toEqual([
      'failed: No rule of the default bus calls schedule.',
    ]);
    expect(verdicts(judgeRules([...RULES, { ...RULES[1], state: 'DISABLED' }], DEPLOYED))).toEqual([
      'failed: A rule of the signalbox bus that calls operations is switched off.',
    ]);
  });

  it.each([
    [{ status: 200, signed: true }, 'ok'],
    [{ status: 401, signed: false }, 'warning'],
    [{ status: 401, signed: true }, 'failed'],
    [{ status: 200, signed: false }, 'failed'],
    [{ status: 503, signed: true }, 'failed'],
    [{ status: 502, signed: true }, 'failed'],
    [{ signed: true }, 'failed'],
  ])('a function URL that answers %j: %s', (seen, verdict) => {
    expect(judgeDoor(seen)).toMatchObject([{ about: 'Function URL', verdict }]);
  });

  it.each([
    [1_000, 'ok'],
    [-31_000, 'warning'],
    [290_000, 'failed'],
  ])('a clock that is %i ms ahead: %s', (skew, verdict) => {
    expect(judgeOwnClock(skew)).toMatchObject([{ about: 'Your clock', verdict }]);
  });

  it('dead letters are told, and where to see them; another version is told', () => {
    expect(judgeDeadLetters(0)).toMatchObject([{ verdict: 'ok' }]);
    expect(judgeDeadLetters(1)).toMatchObject([{ verdict: 'warning', says: '1 waits in the queue.' }]);
    expect(judgeVersion('1.0.0', '1.0.0')).toMatchObject([{ verdict: 'ok' }]);
    expect(verdicts(judgeVersion('1.0.0', '1.1.0'))).toEqual(['warning: 1.0.0 is deployed, and this is 1.1.0.']);
  });
});

it('what was found is told by gravity, and counted', () => {
  const findings = [ok('A', 'a.'), warning('B', 'b.', 'do b.'), failed('C', 'c.', 'do c.'), ok('D', 'd.')];

  expect(byGravity(findings).map(({ about }) => about)).toEqual(['C', 'B', 'A', 'D']);
  expect(countsOf(findings)).toBe('2 ok, 1 warning, 1 failed');
});
