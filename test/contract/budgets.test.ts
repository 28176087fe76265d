import { beforeAll, describe, expect, it } from 'vitest';
import { type LoadResult, runLoad } from '../bench/load/run.ts';
import { type RunCount, sumOf } from '../bench/runs/count.ts';
import { type Arrival, failingRun, greenRun } from '../bench/runs/recordings.ts';

/* What a run may cost, counted: times are for `npm run bench`. */

describe.each([
  ['a green run of 20 events', 'in real bursts', greenRun, 8],
  ['a green run of 20 events', 'all at once', greenRun, 3],
  ['a failing run of 17 events', 'in real bursts', failingRun, 8],
  ['a failing run of 17 events', 'all at once', failingRun, 3],
] as const)('%s, %s', (_run, arrival, run, slackCallsAtMost) => {
  let count: RunCount;
  beforeAll(async () => {
    count = await run(arrival);
  });

  it(`makes at most ${slackCallsAtMost} calls to Slack, and all of them are taken`, () => {
    expect(sumOf(count.slackCalls)).toBeLessThanOrEqual(slackCallsAtMost);
    expect(count.slackCalls['chat.postMessage']).toBeGreaterThanOrEqual(1);
    expect(count.problems).toEqual([]);
  });

  it('reads CodePipeline at most three times on the way of its events', () => {
    expect(sumOf(count.eventPathReads)).toBeLessThanOrEqual(3);
  });

  it('lets the sweeps read at most twice in each minute in which it runs', () => {
    expect(count.sweepReads).toBeLessThanOrEqual(count.sweepReadsAllowed);
  });

  it('writes once per event, twice per message and once per slot, and little besides', () => {
    expect(count.writes).toBeLessThanOrEqual(count.writesAllowed + besides(arrival, count));
  });
});

/** Above the budget of the design, which counts nothing else: the authors of the commits are one write more, and so is a claim that came
 * too late. Where all events come in one instant to containers of their own, each tries for the card. */
const besides = (arrival: Arrival, { events }: RunCount) => (arrival === 'all at once' ? events : 2);

describe('twenty executions at once', () => {
  let result: LoadResult;
  beforeAll(async () => {
    result = await runLoad({ pipelines: 2, executionsEach: 10, channels: 1, table: 'memory' });
  });
  const count = (prefix: string, by?: string) => result.calls.total(prefix, by).count;

  it('lose nothing, and Slack never has to refuse', () => {
    expect(result.lost).toEqual([]);
    expect(result.refused).toEqual({ tooFast: 0, onPurpose: 0 });
  });

  it('read CodePipeline three times each at most on the way of their events', () => {
    expect(count('codepipeline:', 'pipeline-events')).toBeLessThanOrEqual(3 * result.executions);
  });

  it('write to Slack eight times each at most', () => {
    expect(count('slack:')).toBeLessThanOrEqual(8 * result.executions);
  });
});
