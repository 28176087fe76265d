import { describe, expect, it } from 'vitest';
import type { Unknowns } from '../../../../src/domain/contributors.ts';
import { OperationId, UserId } from '../../../../src/domain/ids.ts';
import type { Vote } from '../../../../src/domain/votes.ts';
import { termsWords } from '../../../../src/slack/views/approval-terms.ts';
import { refusalWords } from '../../../../src/slack/views/problem.ts';
import { unknownWords } from '../../../../src/slack/views/unknown-authors.ts';
import { anApproveGrant, aTeam } from '../../../support/policy.ts';

const COMMIT = '88d10b4f8f0c1c2d3e4f5a6b7c8d9e0f1a2b3c4d';
const unknown = (more: Partial<Unknowns>): Unknowns => ({ names: [], revisions: [], ...more });

describe('what nobody can say of who made a change', () => {
  it.each<[Partial<Unknowns>, string]>([
    [{ revisions: [COMMIT] }, 'the author of 88d10b4 is not known'],
    [{ names: ['Sam Hill'] }, 'who Sam Hill is in Slack is not known'],
    [{ outOfSight: true }, 'all that came along is not known'],
    [{ revisions: [COMMIT], names: ['Sam Hill'] }, 'the author of 88d10b4 and who Sam Hill is in Slack are not known'],
    [
      { revisions: [COMMIT], names: ['Sam Hill', 'Pat'] },
      'the author of 88d10b4, who Sam Hill is in Slack and more are not known',
    ],
    [{}, 'who wrote this is not known'],
  ])('%j is told shortly', (unknowns, words) => {
    expect(unknownWords(unknown(unknowns)).mrkdwn).toBe(words);
  });

  it('lets no name mention anybody or look like ours', () => {
    expect(unknownWords(unknown({ names: ['<!channel> *Ben*'] })).mrkdwn).not.toMatch(/<!channel>|\*Ben\*/);
  });

  it('stands in the line of the rule once somebody has voted, as it was at the newest vote', () => {
    const vote = (user: string, at: string, more: Partial<Vote> = {}): Vote => ({
      operationId: OperationId(`op-${user}`),
      verdict: 'approved',
      by: UserId(user),
      byName: user,
      at,
      ...more,
    });
    const grant = anApproveGrant({ by: ['releasers'], quorum: 2, notOwnChange: true });
    const terms = { grant, teams: [aTeam('releasers', 'U0BEN', 'U0INES')] };
    const first = vote('U0BEN', '2026-03-02T12:00:00.000Z', { need: 3, unknown: unknown({ revisions: [COMMIT] }) });

    expect(termsWords(terms, [first], undefined).mrkdwn).toBe(
      '2 of <@U0BEN> <@U0INES>, not an author · needs 3: the author of 88d10b4 is not known · 1 approved (U0BEN)',
    );
    expect(termsWords(terms, [first, vote('U0INES', '2026-03-02T12:05:00.000Z')], undefined).mrkdwn).not.toContain(
      'needs',
    );
  });

  it('is the reason that a person reads whom the rule refuses, with what mends it', () => {
    expect(refusalWords({ reason: 'unknown_author', names: ['Sam Hill'], revisions: [] }).mrkdwn).toBe(
      'The rule lets nobody approve a change whose authors are not all known: who Sam Hill is in Slack is not known. Nothing was changed; the policy’s `people` can say who that is.',
    );
    expect(refusalWords({ reason: 'unknown_author', names: [], revisions: [COMMIT] }).mrkdwn).toBe(
      'The rule lets nobody approve a change whose authors are not all known: the author of 88d10b4 is not known. Nothing was changed.',
    );
  });
});
