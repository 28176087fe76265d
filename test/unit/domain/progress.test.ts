import { describe, expect, it } from 'vitest';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { action, anEvent, approvalWaits, at, folded, pipeline, SHOP_STRUCTURE, stage } from '../../support/builders.ts';

const statesOf = (progress: ReturnType<typeof toProgress>) => progress.stages.map(({ name, state }) => [name, state]);

describe('a closed way', () => {
  const closed = [
    { stage: 'Build', reason: 'mine' },
    { stage: 'Prod', reason: 'freeze' },
  ];

  it('is told by those that have still to pass it', () => {
    const execution = folded(pipeline('running', 0), stage('Source', 'succeeded', 5), stage('Build', 'running', 6));

    expect(toProgress({ ...execution, closed }, SHOP_STRUCTURE).closed).toEqual(closed[1]);
    expect(toProgress({ ...folded(pipeline('running', 0)), closed }, SHOP_STRUCTURE).closed).toEqual(closed[0]);
  });

  it('is no concern of those that have ended', () => {
    const execution = folded(pipeline('running', 0), pipeline('succeeded', 9));
    expect(toProgress({ ...execution, closed }, SHOP_STRUCTURE).closed).toBeUndefined();
  });
});

describe('what an execution looks like', () => {
  it('runs when its first event has come, whatever that event is', () => {
    const progress = toProgress(folded(stage('Source', 'running', 0)), SHOP_STRUCTURE);

    expect(progress.state).toBe('running');
    expect(statesOf(progress)).toEqual([
      ['Source', 'running'],
      ['Build', undefined],
      ['Approve', undefined],
      ['Prod', undefined],
    ]);
  });

  it('waits when an approval waits', () => {
    const progress = toProgress(
      folded(pipeline('running', 0), stage('Approve', 'running', 20), approvalWaits(21, 'run-1')),
      SHOP_STRUCTURE,
    );

    expect(progress.state).toBe('waiting');
    expect(progress.approvals).toMatchObject([
      { stage: 'Approve', name: 'Go-ahead', state: 'waiting', replaced: false },
    ]);
  });

  it('knows from a later stage that the earlier ones succeeded, though their events were lost', () => {
    const progress = toProgress(folded(pipeline('running', 0), stage('Prod', 'running', 60)), SHOP_STRUCTURE);

    expect(statesOf(progress)).toEqual([
      ['Source', 'succeeded'],
      ['Build', 'succeeded'],
      ['Approve', 'succeeded'],
      ['Prod', 'running'],
    ]);
  });

  it('ends every stage that has begun when the execution succeeds', () => {
    const progress = toProgress(folded(stage('Build', 'running', 5), pipeline('succeeded', 60)), SHOP_STRUCTURE);

    expect(progress.state).toBe('succeeded');
    expect(progress.endedAt).toBe(at(60));
    expect(progress.stages[1]?.state).toBe('succeeded');
  });

  it('stands in the order in which stages were first seen where the structure is unknown', () => {
    const progress = toProgress(
      folded(stage('Deploy', 'running', 30), stage('Source', 'succeeded', 9, 1), stage('Build', 'succeeded', 20, 10)),
    );

    expect(progress.stages.map(({ name }) => name)).toEqual(['Source', 'Build', 'Deploy']);
  });

  it('is taken up again by a retry, even when only a stage event tells so', () => {
    const failed = [
      pipeline('failed', 30),
      stage('Build', 'failed', 30, 10),
      action('Build', 'Compile', 'failed', 29, 'run-1', { startedAt: at(11) }),
    ];
    const progress = toProgress(folded(...failed, stage('Build', 'running', 95, 95, at(95))), SHOP_STRUCTURE);

    expect(progress.state).toBe('running');
    expect(progress.stages[1]).toMatchObject({ state: 'running', attempt: 2, startedAt: at(95) });
  });

  it('is taken up again by a run that began after the end, when every other event of the retry was lost', () => {
    const failed = [
      pipeline('failed', 30),
      stage('Build', 'failed', 30, 10),
      action('Build', 'Compile', 'failed', 29, 'run-1', { startedAt: at(11) }),
    ];
    const progress = toProgress(
      folded(...failed, action('Build', 'Compile', 'running', 95, 'run-2', { startedAt: at(95) })),
      SHOP_STRUCTURE,
    );

    expect(progress.state).toBe('running');
    expect(progress.stages[1]?.state).toBe('running');
  });

  it('is not taken up again by a late event of the attempt that failed', () => {
    const progress = toProgress(
      folded(
        pipeline('failed', 30),
        stage('Build', 'failed', 30, 10),
        action('Build', 'Lint', 'running', 11, 'run-9', { startedAt: at(11) }),
      ),
      SHOP_STRUCTURE,
    );

    expect(progress.state).toBe('failed');
    expect(progress.stages[1]?.actions.find(({ name }) => name === 'Lint')?.state).toBe('failed');
  });

  it('counts the attempts of the execution', () => {
    expect(toProgress(folded(pipeline('failed', 30), pipeline('running', 40, 2))).attempt).toBe(2);
  });

  it('keeps a word it does not know from ending anything', () => {
    const odd = anEvent({ kind: 'stage', stage: 'Build', begun: '' }, 'running', 10, { word: 'SKIPPED' });

    expect(toProgress(folded(pipeline('running', 0), odd)).state).toBe('running');
  });
});

describe('failures', () => {
  it('names the failed actions of the attempt that is red now', () => {
    const progress = toProgress(
      folded(
        pipeline('failed', 30),
        stage('Build', 'failed', 30, 10),
        action('Build', 'Compile', 'failed', 29, 'run-1', {
          startedAt: at(11),
          error: { code: 'JobFailed', text: '2 tests failed' },
        }),
      ),
      SHOP_STRUCTURE,
    );

    expect(progress.failures).toMatchObject([
      {
        stage: 'Build',
        attempt: 1,
        current: true,
        ended: true,
        actions: [{ name: 'Compile', error: { text: '2 tests failed' } }],
      },
    ]);
  });

  it('keeps the old attempt after a retry, but not as the current one', () => {
    const progress = toProgress(
      folded(
        stage('Build', 'failed', 30, 10),
        action('Build', 'Compile', 'failed', 29, 'run-1', { startedAt: at(11) }),
        stage('Build', 'running', 90, 90, at(90)),
        action('Build', 'Compile', 'running', 91, 'run-2', { startedAt: at(91) }),
      ),
      SHOP_STRUCTURE,
    );

    expect(progress.failures).toMatchObject([{ attempt: 1, current: false, stageState: 'running' }]);
  });

  it('tells of a stage that failed without an action', () => {
    expect(toProgress(folded(pipeline('failed', 30), stage('Build', 'failed', 30))).failures).toMatchObject([
      { stage: 'Build', actions: [] },
    ]);
  });

  it('is silent about a rejected approval, whose own message tells', () => {
    const rejected = action('Approve', 'Go-ahead', 'failed', 60, 'run-1', {
      category: 'Approval',
      provider: 'Manual',
      startedAt: at(20),
    });

    expect(toProgress(folded(pipeline('failed', 61), stage('Approve', 'failed', 61, 20), rejected)).failures).toEqual(
      [],
    );
  });
});

describe('approvals', () => {
  it('are over when a later run of the same action exists', () => {
    const progress = toProgress(
      folded(pipeline('running', 0), approvalWaits(20, 'run-1'), approvalWaits(90, 'run-2')),
      SHOP_STRUCTURE,
    );

    expect(progress.approvals).toMatchObject([
      { state: 'abandoned', replaced: true, runKey: 'run-1' },
      { state: 'waiting', replaced: false, runKey: 'run-2' },
    ]);
  });

  it('are over when the execution is over and their own event was lost', () => {
    const progress = toProgress(folded(approvalWaits(20, 'run-1'), pipeline('stopped', 50)), SHOP_STRUCTURE);

    expect(progress.approvals[0]?.state).not.toBe('waiting');
  });

  it('were approved when their stage succeeded', () => {
    const progress = toProgress(
      folded(approvalWaits(20, 'run-1'), stage('Approve', 'succeeded', 50, 19)),
      SHOP_STRUCTURE,
    );

    expect(progress.approvals[0]?.state).toBe('succeeded');
  });
});

describe('facts', () => {
  it('names the author once somebody has read it', () => {
    const source = anEvent({ kind: 'action', stage: 'Source', action: 'App', runId: 'run-1' }, 'succeeded', 9, {}, [
      {
        kind: 'revision',
        run: 'run-1',
        at: at(9),
        value: { action: 'App', revisionId: '3f2c91e0', summary: 'Fix the cart total' },
      },
    ]);
    const author = anEvent({ kind: 'pipeline', attempt: 1 }, 'running', 0, {}, [
      { kind: 'author', revisionId: '3f2c91e0', value: { name: 'Dana Reyes' } },
    ]);

    expect(toProgress(folded(source, author)).revisions).toEqual([
      { action: 'App', revisionId: '3f2c91e0', summary: 'Fix the cart total', author: 'Dana Reyes' },
    ]);
  });
});
