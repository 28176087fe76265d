import { describe, expect, it } from 'vitest';
import type { LiveAction, LiveStage } from '../../../src/app/codepipeline-ports.ts';
import { runKeyOf } from '../../../src/app/digest.ts';
import { type LiveReading, toLiveObservations } from '../../../src/app/live-observations.ts';
import { applyEvent, type Execution } from '../../../src/domain/execution.ts';
import { ENDED, hasEnded, rankOf, type State } from '../../../src/domain/execution-event.ts';
import { ExecutionId } from '../../../src/domain/ids.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import {
  action,
  anEvent,
  approvalWaits,
  at,
  folded,
  pipeline,
  SHOP,
  SHOP_STRUCTURE,
  stage,
} from '../../support/builders.ts';

const liveAction = (name: string, runId: string, status: LiveAction['status'], more: Partial<LiveAction> = {}) => ({
  name,
  ...(status === undefined ? {} : { status }),
  runId,
  run: runKeyOf(runId),
  ...more,
});
const liveStage = (
  name: string,
  status: LiveStage['status'],
  actions: LiveAction[],
  more: Partial<LiveStage> = {},
) => ({
  name,
  executionId: SHOP.executionId,
  ...(status === undefined ? {} : { status }),
  waiting: [],
  inbound: { enabled: true },
  actions,
  ...more,
});
const reading = (stages: LiveStage[], status?: string, more: Partial<LiveReading> = {}): LiveReading => ({
  live: { version: 1, stages },
  summary:
    status === undefined ? undefined : { executionId: SHOP.executionId, status, updatedAt: at(200), revisions: [] },
  structure: SHOP_STRUCTURE,
  at: at(210),
  ...more,
});
const folding = (execution: Execution, read: LiveReading) =>
  toProgress(toLiveObservations(execution, read).reduce(applyEvent, execution), SHOP_STRUCTURE);

describe('what a read of CodePipeline adds', () => {
  it('is nothing of a stage that another execution has taken', () => {
    const others = liveStage('Build', 'Failed', [liveAction('Compile', 'run-9', 'Failed')], {
      executionId: ExecutionId('another'),
    });

    expect(toLiveObservations(folded(pipeline('running', 0)), reading([others]))).toEqual([]);
  });

  it('is the end of a stage and of the execution whose events got lost', () => {
    const known = folded(
      pipeline('running', 0),
      stage('Build', 'running', 9),
      action('Build', 'Compile', 'running', 9, 'run-1', { startedAt: at(9) }),
    );
    const progress = folding(
      known,
      reading(
        [liveStage('Build', 'Failed', [liveAction('Compile', 'run-1', 'Failed', { changedAt: at(190) })])],
        'Failed',
      ),
    );

    expect(progress.state).toBe('failed');
    expect(progress.stages[1]?.state).toBe('failed');
    expect(progress.failures).toMatchObject([{ stage: 'Build', current: true, actions: [{ name: 'Compile' }] }]);
  });

  it('is an approval that waits, known by its token, which goes no further', () => {
    const events = toLiveObservations(
      folded(pipeline('running', 0)),
      reading([
        liveStage('Approve', 'InProgress', [liveAction('Go-ahead', 'run-a', 'InProgress', { token: 'secret-token' })]),
      ]),
    );

    expect(events.find(({ subject }) => subject.kind === 'action')?.observation).toMatchObject({
      state: 'waiting',
      category: 'Approval',
    });
    expect(JSON.stringify(events)).not.toContain('secret-token');
  });

  it('is the end of the stage before the one that the execution waits for, though another execution is there by now', () => {
    const known = folded(pipeline('running', 0), approvalWaits(10, 'run-a'));
    const others = liveStage('Approve', 'InProgress', [], { executionId: ExecutionId('another') });
    const closed = liveStage('Prod', undefined, [], {
      executionId: ExecutionId('another'),
      waiting: [SHOP.executionId],
    });
    const first = liveStage('Source', 'Succeeded', []);
    const progress = folding(known, reading([first, liveStage('Build', 'Succeeded', []), others, closed]));

    expect(progress.state).toBe('running');
    expect(progress.stages.map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'succeeded', undefined]);
    expect(progress.approvals).toMatchObject([{ state: 'succeeded' }]);
  });

  it('is the second end of an execution that failed, was retried and failed again', () => {
    const known = folded(
      pipeline('failed', 60),
      action('Build', 'Compile', 'failed', 60, 'run-1', { startedAt: at(10) }),
      action('Build', 'Compile', 'failed', 150, 'run-2', { startedAt: at(100) }),
    );

    expect(folding(known, reading([], 'Failed'))).toMatchObject({ state: 'failed', attempt: 2, endedAt: at(200) });
  });

  it('is that a retried execution is being stopped, though the known attempt has ended', () => {
    const known = folded(
      pipeline('failed', 60),
      action('Build', 'Compile', 'failed', 60, 'run-1', { startedAt: at(10) }),
      action('Build', 'Compile', 'running', 100, 'run-2', { startedAt: at(100) }),
    );

    expect(folding(known, reading([], 'Stopping')).state).toBe('stopping');
    expect(folding(known, reading([liveStage('Build', 'Stopping', [])])).state).toBe('stopping');
  });

  it('is no second end while the read is older than the retry', () => {
    const known = folded(
      pipeline('failed', 60),
      action('Build', 'Compile', 'failed', 60, 'run-1', { startedAt: at(10) }),
      action('Build', 'Compile', 'running', 205, 'run-2', { startedAt: at(205) }),
    );

    expect(folding(known, reading([], 'Failed'))).toMatchObject({ state: 'running', attempt: 1 });
  });

  it('is nothing for words that are not known', () => {
    const odd = reading([], 'Hibernating');

    expect(toLiveObservations(folded(pipeline('running', 0)), odd)).toEqual([]);
  });

  it('counts a skipped stage as done', () => {
    expect(folding(folded(pipeline('running', 0)), reading([liveStage('Build', 'Skipped', [])])).stages[1]?.state).toBe(
      'succeeded',
    );
  });
});

describe('a read that lags behind', () => {
  it.each(ENDED)('never takes up again an execution that ended as %s', (end: State) => {
    const known = folded(pipeline(end, 100), stage('Build', 'succeeded', 90, 9));
    const progress = folding(
      known,
      reading(
        [liveStage('Build', 'InProgress', [liveAction('Compile', 'run-1', 'InProgress', { changedAt: at(9) })])],
        'InProgress',
      ),
    );

    expect(progress.state).toBe(end);
    expect(progress.stages.every(({ state }) => state === undefined || hasEnded(state))).toBe(true);
  });

  it('never opens an action run that has ended', () => {
    const known = folded(action('Build', 'Compile', 'succeeded', 50, 'run-1', { startedAt: at(9) }));
    const progress = folding(
      known,
      reading([liveStage('Build', 'InProgress', [liveAction('Compile', 'run-1', 'InProgress')])]),
    );

    expect(progress.stages[1]?.actions[0]?.state).toBe('succeeded');
  });

  it('never asks again for an approval that was answered', () => {
    const known = folded(
      approvalWaits(20, 'run-a'),
      action('Approve', 'Go-ahead', 'succeeded', 50, 'run-a', { category: 'Approval', startedAt: at(20) }),
    );
    const lagging = liveStage('Approve', 'InProgress', [liveAction('Go-ahead', 'run-a', 'InProgress', { token: 't' })]);

    expect(folding(known, reading([lagging])).approvals.map(({ state }) => state)).toEqual(['succeeded']);
  });
});

describe('a retry whose events got lost', () => {
  const failed = folded(
    pipeline('failed', 40),
    stage('Build', 'failed', 40, 9),
    action('Build', 'Compile', 'failed', 39, 'run-1', { startedAt: at(9), error: { text: '2 tests failed' } }),
  );

  it('is seen while it runs', () => {
    const progress = folding(
      failed,
      reading(
        [liveStage('Build', 'InProgress', [liveAction('Compile', 'run-2', 'InProgress', { changedAt: at(150) })])],
        'InProgress',
      ),
    );

    expect(progress.state).toBe('running');
    expect(progress.stages[1]?.state).toBe('running');
  });

  it('is seen when it is over already', () => {
    const progress = folding(
      failed,
      reading(
        [liveStage('Build', 'Succeeded', [liveAction('Compile', 'run-2', 'Succeeded', { changedAt: at(190) })])],
        'Succeeded',
      ),
    );

    expect(progress.stages[1]?.state).toBe('succeeded');
    expect(progress.state).toBe('succeeded');
  });
});

describe('what events told', () => {
  it('stays when a read tells the end first: since when, and by what provider', () => {
    const known = folded(
      action('Build', 'Compile', 'running', 9, 'run-1', {
        startedAt: at(9),
        provider: 'CodeBuild',
        category: 'Build',
        externalId: 'shop-web:9b6e0a31-52f3-4f2e-8f7e-2b8d2a1f0c55',
      }),
    );

    const progress = folding(
      known,
      reading([liveStage('Build', 'Failed', [liveAction('Compile', 'run-1', 'Failed', { changedAt: at(190) })])]),
    );

    expect(progress.stages[1]?.actions[0]).toMatchObject({
      state: 'failed',
      startedAt: at(9),
      endedAt: at(190),
      provider: 'CodeBuild',
      externalId: 'shop-web:9b6e0a31-52f3-4f2e-8f7e-2b8d2a1f0c55',
    });
  });

  it('has the same rank as a read that says the same', () => {
    const states: State[] = ['running', 'waiting', 'stopping', 'succeeded'];

    expect(states.map((state) => anEvent({ kind: 'pipeline', attempt: 1 }, state, 0).observation.rank)).toEqual(
      states.map(rankOf),
    );
  });
});

describe('an end that event and read call differently', () => {
  it('is one end when both fall into the same second: events have whole seconds', () => {
    const known = folded(pipeline('stopped', 40), stage('Build', 'stopped', 40, 9));
    const sameSecond = at(40).replace('.000Z', '.400Z');
    const read = reading([
      liveStage('Build', 'Failed', [liveAction('Compile', 'run-1', 'Failed', { changedAt: sameSecond })]),
    ]);

    expect(folding(known, read).stages[1]).toMatchObject({ state: 'stopped', attempt: 1 });
  });
});
