import { describe, expect, it } from 'vitest';
import { type FrozenWay, judgeWay, type LiveWay, type WantedWay } from '../../../src/domain/frozen-way.ts';
import { ExecutionId } from '../../../src/domain/ids.ts';
import { at, SHOP } from '../../support/builders.ts';

const MARK = 'freeze 1a2b3c4d';
const OLD_MARK = 'freeze 99999999';
const HOTFIX = ExecutionId('4b1e07c2');
const WANTED: WantedWay = { freeze: 'order', mark: MARK, since: at(0), letThrough: [] };
const NOW = Date.parse(at(600));

const OPEN: LiveWay = { enabled: true, waiting: [] };
const closed = (reason: string, waiting: readonly ExecutionId[] = []): LiveWay => ({ enabled: false, reason, waiting });
const OURS = closed(`${MARK} until 2026-03-02 14.00 UTC by Ben - move`);
const THEIRS = closed('the database is on fire');
const way = (state: FrozenWay['state'], seconds = 60): FrozenWay => ({
  account: SHOP.account,
  region: SHOP.region,
  pipeline: SHOP.pipeline,
  stage: 'Prod',
  state,
  freeze: 'order',
  at: at(seconds),
});
const judge = (seen: FrozenWay | undefined, live: LiveWay, wanted: WantedWay | undefined = WANTED) =>
  judgeWay(wanted, seen, [MARK, OLD_MARK], live, NOW).kind;

describe('the way into a frozen stage', () => {
  it.each([
    ['that is open is closed', undefined, OPEN, 'close'],
    ['that somebody closed before stays theirs', undefined, THEIRS, 'nothing'],
    ['that bears our mark though nobody wrote it down is ours', undefined, OURS, 'close'],
    ['that is closed stays closed', way('closed'), OURS, 'nothing'],
    ['that was opened by hand is left alone', way('closed'), OPEN, 'left_alone'],
    ['that was closed anew for another reason is left alone', way('closed'), THEIRS, 'left_alone'],
    ['whose closing died before the call is closed', way('closing'), OPEN, 'close'],
    ['whose closing died after the call is written down', way('closing'), OURS, 'close'],
    ['that was open to let one in, and stayed so, is closed', way('letting_in'), OPEN, 'close'],
    ['that was being opened when another freeze came is closed', way('opening'), OPEN, 'close'],
    ['that was closed for a freeze that ends earlier names the later one', way('closed'), closed(OLD_MARK), 'close'],
  ] as const)('%s', (_what, seen, live, step) => {
    expect(judge(seen, live)).toBe(step);
  });

  it.each(['closing', 'closed', 'letting_in', 'opening'] as const)(
    'that an operation is perhaps at is not touched: %s',
    (state) => {
      expect(judge(way(state, 590), OPEN)).toBe('nothing');
    },
  );

  it('that was left alone stays so until a freeze begins after that', () => {
    expect(judge(way('left_alone'), OPEN)).toBe('nothing');
    expect(judge(way('left_alone'), OPEN, { ...WANTED, since: at(61) })).toBe('close');
    expect(judge(way('left_alone'), THEIRS, { ...WANTED, since: at(61) })).toBe('nothing');
  });

  it('lets in who was let through and waits there', () => {
    const wanted = { ...WANTED, letThrough: [HOTFIX] };
    const step = judgeWay(wanted, way('closed'), [], closed(MARK, [ExecutionId('other'), HOTFIX]), NOW);

    expect(step).toEqual({ kind: 'let_in', executionId: HOTFIX });
    expect(judge(way('closed'), closed(MARK, [ExecutionId('other')]), wanted)).toBe('nothing');
  });
});

describe('the way into a stage that is not frozen any more', () => {
  it.each(['closing', 'closed', 'letting_in', 'opening'] as const)('is opened: %s', (state) => {
    expect(judgeWay(undefined, way(state), [], undefined, NOW).kind).toBe('open');
  });

  it('is forgotten when it was left alone', () => {
    expect(judgeWay(undefined, way('left_alone'), [], undefined, NOW).kind).toBe('forget');
  });

  it('is no concern where nothing was closed', () => {
    expect(judgeWay(undefined, undefined, [], undefined, NOW).kind).toBe('nothing');
  });
});
