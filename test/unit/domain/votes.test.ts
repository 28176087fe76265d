import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OperationId, UserId } from '../../../src/domain/ids.ts';
import { countVotes, type Quorums, type Vote } from '../../../src/domain/votes.ts';
import { at } from '../../support/builders.ts';

const vote = (who: string, verdict: Vote['verdict'], seconds = 0, breakGlass?: string): Vote => ({
  operationId: OperationId(`operation-of-${who}`),
  verdict,
  by: UserId(who),
  byName: who,
  at: at(seconds),
  ...(breakGlass === undefined ? {} : { breakGlass }),
});
const yes = (who: string, seconds?: number) => vote(who, 'approved', seconds);
const no = (who: string, seconds?: number) => vote(who, 'rejected', seconds);
const loud = (who: string, seconds?: number) => vote(who, 'approved', seconds, 'the shop is down');
const TWO: Quorums = { approvals: 2, rejections: 1 };

describe('votes', () => {
  it.each([
    ['none', [], TWO, 'open'],
    ['one of two', [yes('U0BEN')], TWO, 'open'],
    ['two of two', [yes('U0BEN'), yes('U0INES')], TWO, 'approved'],
    ['a rejection', [no('U0BEN')], TWO, 'rejected'],
    [
      'a rejection that comes with the last approval: it wins',
      [yes('U0BEN'), yes('U0INES'), no('U0LEE')],
      TWO,
      'rejected',
    ],
    ['one of two rejections', [no('U0BEN'), yes('U0INES')], { approvals: 2, rejections: 2 }, 'open'],
    [
      'one rejection too few, and approvals enough',
      [no('U0BEN'), yes('U0INES')],
      { approvals: 1, rejections: 2 },
      'approved',
    ],
    ['break-glass where the rule has none', [loud('U0BEN')], { approvals: 1, rejections: 1 }, 'open'],
    ['break-glass of one', [loud('U0BEN')], { ...TWO, breakGlass: 1 }, 'approved'],
    ['one of two for break-glass', [loud('U0BEN')], { ...TWO, breakGlass: 2 }, 'open'],
    [
      'break-glass and an approval: neither counts for the other',
      [loud('U0BEN'), yes('U0INES')],
      { ...TWO, breakGlass: 2 },
      'open',
    ],
    ['a rejection against break-glass', [loud('U0BEN'), no('U0INES')], { ...TWO, breakGlass: 1 }, 'rejected'],
  ] as const)('%s', (_which, votes, quorums, ends) => {
    const tally = countVotes(votes, quorums);

    expect(tally.kind === 'decided' ? tally.verdict : 'open').toBe(ends);
  });

  it('that are not enough are told apart', () => {
    const tally = countVotes([yes('U0BEN'), no('U0INES')], { approvals: 2, rejections: 2 });

    expect(tally).toEqual({ kind: 'open', approvals: [yes('U0BEN')], rejections: [no('U0INES')], loud: [] });
  });

  it('that decide are as many as are needed, the earliest and the one that was given last', () => {
    const votes = [yes('U0LEE', 30), yes('U0BEN', 10), yes('U0INES', 20)];

    expect(countVotes(votes, TWO)).toMatchObject({ counted: [yes('U0BEN', 10), yes('U0INES', 20)] });
    expect(countVotes(votes, TWO, yes('U0LEE', 30))).toMatchObject({ counted: [yes('U0BEN', 10), yes('U0LEE', 30)] });
  });
});

describe('for any votes, each of another person,', () => {
  const anyVotes = fc
    .array(fc.constantFrom(yes, no, loud), { maxLength: 8 })
    .map((said) => said.map((say, index) => say(`U0${index}`, index)));
  const anyQuorums = fc.record(
    {
      approvals: fc.integer({ min: 1, max: 4 }),
      rejections: fc.integer({ min: 1, max: 4 }),
      breakGlass: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: ['approvals', 'rejections'] },
  );

  it('an approval is never decided without its quorum, nor by somebody who said something else', () => {
    fc.assert(
      fc.property(anyVotes, anyQuorums, (votes, quorums) => {
        const tally = countVotes(votes, quorums, votes.at(-1));
        if (tally.kind === 'open') return;
        const { verdict, counted } = tally;
        const isLoud = counted.some(({ breakGlass }) => breakGlass !== undefined);
        const needed = verdict === 'rejected' ? quorums.rejections : isLoud ? quorums.breakGlass : quorums.approvals;

        expect(counted).toHaveLength(needed ?? 0);
        expect(new Set(counted.map(({ by }) => by)).size).toBe(counted.length);
        expect(counted.every((one) => one.verdict === verdict && (one.breakGlass !== undefined) === isLoud)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('the order in which they are read changes nothing', () => {
    fc.assert(
      fc.property(anyVotes, anyQuorums, (votes, quorums) => {
        expect(countVotes(votes.toReversed(), quorums)).toEqual(countVotes(votes, quorums));
      }),
    );
  });

  it('one rejection more never makes an approval of what was none', () => {
    fc.assert(
      fc.property(anyVotes, anyQuorums, (votes, quorums) => {
        const [before, after] = [countVotes(votes, quorums), countVotes([...votes, no('U0NEW', 99)], quorums)];

        if (after.kind === 'decided' && after.verdict === 'approved') expect(before).toEqual(after);
      }),
    );
  });
});
