import { describe, expect, it } from 'vitest';
import { planMessages } from '../../../src/domain/message-plan.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { action, at, folded, pipeline, SHOP_STRUCTURE, stage } from '../../support/builders.ts';
import { aPolicy, aRoute } from '../../support/policy.ts';

const EVERYTHING = aPolicy({ routes: [aRoute({ send: ['progress', 'failures'] })] });
const statesOf = (progress: ReturnType<typeof toProgress>) => progress.stages.map(({ state }) => state);

describe('an execution that began in a later stage', () => {
  const rollback = (type: string, ...more: Parameters<typeof folded>) =>
    folded(pipeline('running', 0, 1, [{ kind: 'trigger', attempt: 1, value: { type } }]), ...more);

  it.each(['ManualRollback', 'AutomatedRollback'])('by %s does not claim that the stages before it ran', (type) => {
    expect(statesOf(toProgress(rollback(type, stage('Prod', 'running', 1)), SHOP_STRUCTURE))).toEqual([
      undefined,
      undefined,
      undefined,
      'running',
    ]);
  });
});

describe('a stage that failed while other actions of it go on', () => {
  const failed = [
    stage('Build', 'failed', 20, 0),
    action('Build', 'Compile', 'failed', 20, 'run-1', { startedAt: at(1) }),
    action('Build', 'Lint', 'running', 1, 'run-2', { startedAt: at(1) }),
  ];
  const lint = (...more: Parameters<typeof folded>) =>
    toProgress(folded(pipeline('running', 0), ...failed, ...more), SHOP_STRUCTURE).stages[1]?.actions.find(
      ({ name }) => name === 'Lint',
    )?.state;

  it('shows those as they end', () => {
    expect(lint(action('Build', 'Lint', 'succeeded', 90, 'run-2', { startedAt: at(1) }))).toBe('succeeded');
  });

  it('does not say that they failed before they have', () => {
    expect(lint()).not.toBe('failed');
  });
});

describe('failures of a stage', () => {
  const first = stage('Build', 'failed', 20, 0);
  const second = stage('Build', 'failed', 90, 60, at(60));
  const secondRun = action('Build', 'Compile', 'failed', 89, 'run-2', { startedAt: at(61) });

  it('keep their message when an event of an earlier attempt comes late', () => {
    const slots = (...events: Parameters<typeof folded>) =>
      planMessages(
        toProgress(folded(pipeline('running', 0), ...events), SHOP_STRUCTURE),
        [],
        EVERYTHING,
        new Set(),
      ).map(({ slot }) => slot);

    expect(slots(second, secondRun, first)).toEqual(slots(second, secondRun));
    expect(slots(second, secondRun)).toContain(`failure:Build#${at(60)}@C0DEPLOYS`);
  });
});

describe('a retried stage', () => {
  const old = [
    pipeline('failed', 30),
    stage('Build', 'failed', 30, 10),
    action('Build', 'Compile', 'failed', 29, 'run-1', { startedAt: at(11) }),
  ];

  it('has succeeded when a run that began after its end has, and the execution went on', () => {
    const progress = toProgress(
      folded(
        ...old,
        action('Build', 'Compile', 'succeeded', 99, 'run-2', { startedAt: at(60) }),
        stage('Approve', 'running', 100),
      ),
      SHOP_STRUCTURE,
    );

    expect(statesOf(progress)).toEqual(['succeeded', 'succeeded', 'running', undefined]);
    expect(progress.state).toBe('running');
  });

  it('is not red any more when its only failed action succeeded in a run after its end', () => {
    const progress = toProgress(
      folded(...old, action('Build', 'Compile', 'succeeded', 99, 'run-2', { startedAt: at(60) })),
      SHOP_STRUCTURE,
    );

    expect(progress.stages[1]?.state).not.toBe('failed');
  });
});

describe('an execution that ended', () => {
  it.each([
    ['stopped', 'stopped'],
    ['failed', 'failed'],
    ['superseded', 'cancelled'],
    ['cancelled', 'cancelled'],
  ] as const)('as %s leaves its running stage %s, and the stages that never began alone', (end, left) => {
    const progress = toProgress(folded(stage('Build', 'running', 5), pipeline(end, 60)), SHOP_STRUCTURE);

    expect(statesOf(progress)).toEqual(['succeeded', left, undefined, undefined]);
    expect(progress.state).toBe(end);
  });
});

describe('a stage that was being stopped, and whose end was never told', () => {
  const stopping = [pipeline('stopping', 30), stage('Build', 'stopping', 30, 0)];
  const compile = (state: 'running' | 'succeeded', startedAt: number) =>
    action('Build', 'Compile', state, startedAt + 5, `run-${startedAt}`, { startedAt: at(startedAt) });
  const progress = (...more: Parameters<typeof folded>) => toProgress(folded(...stopping, ...more), SHOP_STRUCTURE);

  it('goes on when a run of it began after that: somebody retried it', () => {
    const { state, stages } = progress(compile('running', 90));

    expect([state, stages[1]?.state]).toEqual(['running', 'running']);
  });

  it('is still being stopped while what runs there began before', () => {
    const { state, stages } = progress(compile('running', 10));

    expect([state, stages[1]?.state]).toEqual(['stopping', 'stopping']);
  });
});
