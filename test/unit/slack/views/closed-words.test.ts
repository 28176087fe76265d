import { describe, expect, it } from 'vitest';
import { closingReason, type FrozenStage } from '../../../../src/app/frozen-stage.ts';
import { toTransitionReason } from '../../../../src/aws/limits.ts';
import { closedWords, readClosingReason } from '../../../../src/slack/views/closed-words.ts';

const frozen = (reason: string, byName?: string): FrozenStage => ({
  freeze: 'order',
  mark: 'freeze 1a2b3c4d',
  since: '2027-03-26T15:00:00.000Z',
  letThrough: [],
  by: {
    id: 'order',
    pipelines: '*',
    from: '2027-03-26T15:00:00.000Z',
    until: '2027-03-29T06:00:00.000Z',
    reason,
    lifts: [],
    ...(byName === undefined ? {} : { byName }),
  },
});
/** As CodePipeline keeps it. */
const kept = (reason: string, byName?: string) => toTransitionReason(closingReason(frozen(reason, byName)));

describe('why a way is closed', () => {
  it('is told with who closed it for a freeze, and until when', () => {
    const { mrkdwn } = closedWords({ stage: 'Prod', reason: kept('end-of-quarter freeze', 'Ben Okafor') });

    expect(mrkdwn).toMatch(
      /^Prod is closed: “end-of-quarter freeze” until <!date\^1806300000\^.*\|2027-03-29 06:00 UTC>, by Ben Okafor$/,
    );
  });

  it.each([
    ['people’s words, in the letters that CodePipeline takes', 'Umzug: Müllers / DB', 'Umzug - Mullers - DB'],
    ['a reason of none of its letters', '整備', ''],
    ['words that look like more of it', 'by hand - until Mon', 'by hand - until Mon'],
  ])('comes back from CodePipeline: %s', (_what, reason, words) => {
    expect(readClosingReason(kept(reason, 'Ben Okafor'))).toMatchObject({
      byName: 'Ben Okafor',
      until: '2027-03-29T06:00:00.000Z',
      ...(words === '' ? {} : { words }),
    });
  });

  it('names the policy for a window of it', () => {
    expect(readClosingReason(kept('weekend')).byName).toBe('the policy');
  });

  it('is told with who closed it from Slack', () => {
    expect(closedWords({ stage: 'Prod', reason: 'op 1a2b3c4d Ben Okafor via Slack - end of quarter' }).mrkdwn).toBe(
      'Prod is closed: “end of quarter”, by Ben Okafor',
    );
    expect(closedWords({ stage: 'Prod', reason: 'op 1a2b3c4d Ben Okafor via Slack -' }).mrkdwn).toBe(
      'Prod is closed, by Ben Okafor',
    );
  });

  it('is told as it stands when somebody closed it elsewhere', () => {
    expect(closedWords({ stage: 'Prod', reason: 'the database *burns*' }).mrkdwn).toBe(
      'Prod is closed: “the database ∗burns∗”',
    );
    expect(closedWords({ stage: 'Prod', reason: '' }).mrkdwn).toBe('Prod is closed');
  });
});
