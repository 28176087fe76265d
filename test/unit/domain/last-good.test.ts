import { describe, expect, it } from 'vitest';
import { goodSince, stagesToRemember } from '../../../src/domain/last-good.ts';
import { action, at, folded, SHOP, SHOP_STRUCTURE, stage } from '../../support/builders.ts';
import { anApproveGrant, aPolicy, aRule } from '../../support/policy.ts';

const deployed = action('Prod', 'Deploy', 'succeeded', 50, 'run-1');

describe('an execution in a stage', () => {
  it('is good there when the stage succeeded, at the time at which it did', () => {
    expect(goodSince(folded(deployed, stage('Prod', 'succeeded', 60)), 'Prod')).toBe(at(60));
  });

  it('is good there whichever event comes first', () => {
    expect(goodSince(folded(stage('Prod', 'succeeded', 60), deployed), 'Prod')).toBe(at(60));
  });

  it('that was retried is good since its last attempt', () => {
    const retried = folded(
      action('Prod', 'Deploy', 'failed', 50, 'run-1'),
      stage('Prod', 'failed', 60),
      action('Prod', 'Deploy', 'succeeded', 80, 'run-2'),
      stage('Prod', 'succeeded', 90, 70, at(70)),
    );

    expect(goodSince(retried, 'Prod')).toBe(at(90));
  });

  it.each([
    ['while it runs', [stage('Prod', 'running', 40), deployed]],
    ['when it failed', [deployed, stage('Prod', 'failed', 60)]],
    [
      'when it is being tried again',
      [deployed, stage('Prod', 'succeeded', 60), stage('Prod', 'running', 70, 70, at(70))],
    ],
    ['when it was skipped: the stage runs what it ran', [stage('Prod', 'succeeded', 60)]],
    [
      'when only another stage succeeded',
      [action('Build', 'Compile', 'succeeded', 5, 'run-0'), stage('Build', 'succeeded', 6)],
    ],
  ])('is not good there %s', (_when, events) => {
    expect(goodSince(folded(...events), 'Prod')).toBeUndefined();
  });
});

describe('the stages whose last success is kept', () => {
  const asking = anApproveGrant({ notOwnChange: true });
  const kept = (...rules: Parameters<typeof aRule>[0][]) =>
    stagesToRemember(aPolicy({ rules: rules.map(aRule) }), SHOP, SHOP_STRUCTURE);

  it('are those that an approval lets into, where the rule asks whose change it is', () => {
    expect(kept({ approve: asking })).toEqual(new Set(['Prod']));
  });

  it('are found by a rule that names the stage of the approval, or the one behind it', () => {
    expect(kept({ stages: 'Approve', approve: asking })).toEqual(new Set(['Prod']));
    expect(kept({ stages: 'Prod', approve: asking })).toEqual(new Set(['Prod']));
  });

  it.each([
    ['no rule asks', { approve: anApproveGrant() }],
    ['the rule is about another pipeline', { pipelines: 'other', approve: asking }],
    ['the rule is about another stage', { stages: 'Build', approve: asking }],
  ])('are none where %s', (_where, rule) => {
    expect(kept(rule)).toEqual(new Set());
  });

  it('are those of the rule that decides, not of one below it', () => {
    expect(kept({ approve: anApproveGrant() }, { number: 2, approve: asking })).toEqual(new Set());
  });

  it('are all of them where nobody could read the definition', () => {
    expect(stagesToRemember(aPolicy({ rules: [aRule({ approve: asking })] }), SHOP, undefined)).toBe('all');
    expect(stagesToRemember(aPolicy(), SHOP, undefined)).toEqual(new Set());
  });
});
