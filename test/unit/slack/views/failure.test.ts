import { describe, expect, it } from 'vitest';
import { OperationId, UserId } from '../../../../src/domain/ids.ts';
import { failureKey } from '../../../../src/domain/looker.ts';
import type { FailureProgress, Progress } from '../../../../src/domain/progress.ts';
import { drawFailure } from '../../../../src/slack/views/failure.ts';
import { aContext, aFailure, anAction, aProgress, aStage } from '../support/progress.ts';
import { expectSlackTakes, interactiveIn, textsOf } from '../support/slack-takes.ts';

const LOG =
  'https://eu-west-1.console.aws.amazon.com/codesuite/codebuild/123456789012/projects/shop-web-tests/build/shop-web-tests%3A11111111-2222-4333-8444-555555555555/?region=eu-west-1';

function drawn(failure: Partial<FailureProgress> = {}, rest: Partial<Progress> = {}) {
  const stages = [aStage('Source', { state: 'succeeded' }), aStage('Build', { state: 'failed' }), aStage('Prod')];
  const progress = aProgress({ state: 'failed', stages, failures: [aFailure(failure)], ...rest });
  return drawFailure({ stage: 'Build', begun: '' }, aContext(progress));
}

describe('a failure', () => {
  it('says what failed and why in one line, then the change, the action with its log, and the error as it came', () => {
    const failure = drawn();
    expect(failure.text).toBe(
      'Build failed in shop-web: 2 tests failed. Action Unit-tests. Commit 3f2c91e by Dana Reyes. Execution 4b1e07c2.',
    );
    expect(textsOf(failure)[0]).toMatch(/^✗ \*Build\* failed in \*<.*\|shop-web>\*: 2 tests failed$/);
    expect(textsOf(failure)).toContain(`✗ <${LOG}|Unit-tests> · CodeBuild · JobFailed`);
    expect(failure.blocks).toContainEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_preformatted',
          elements: [{ type: 'text', text: '2 tests failed\n  cart.test.ts > adds shipping once' }],
        },
      ],
    });
    expectSlackTakes(failure);
  });

  it('offers to retry what failed, bound to the run that failed, and in the menu the whole stage and the log', () => {
    const [menu, button] = interactiveIn(drawn().blocks);
    expect(button).toMatchObject({
      actionId: 'failure:retry',
      text: 'Retry failed',
      value: '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444|Build||0123456789abcdef',
    });
    expect(menu?.options.map(({ value }) => value)).toEqual(['retry-all', 'log', 'console', 'more']);
  });

  it('does not repeat in a second place what the headline has said', () => {
    const short = anAction('Build', 'Compile', { state: 'failed', error: { text: 'Out of memory' } });
    expect(textsOf(drawn({ actions: [short] })).filter((text) => text.includes('Out of memory'))).toHaveLength(1);
  });

  it('names the attempt where no run is known', () => {
    const action = anAction('Build', 'Compile', { state: 'failed' });
    expect(
      interactiveIn(drawn({ actions: [action], attempt: 2 }, { stages: [aStage('Build', { attempt: 2 })] }).blocks).at(
        -1,
      )?.value,
    ).toMatch(/\|Build\|\|a2$/);
  });

  it('offers nothing that CodePipeline would refuse', () => {
    const offered = (failure: Partial<FailureProgress>, rest: Partial<Progress> = {}) =>
      interactiveIn(drawn(failure, rest).blocks).flatMap(({ actionId, options }) => [
        actionId,
        ...options.map(({ value }) => value),
      ]);
    expect(offered({ ended: false })).not.toContain('retry-all');
    expect(offered({ actions: [] })).not.toContain('failure:retry');
    expect(offered({ actions: [] })).toContain('retry-all');
    for (const state of ['superseded', 'cancelled', 'stopping'] as const) expect(offered({}, { state })).toEqual([]);
  });

  it.each([
    ['succeeded', '✓ Build succeeded in a later attempt'],
    ['failed', '✗ Build failed again in a later attempt'],
    ['running', '↻ Build was retried'],
    ['stopped', '■ A later attempt of Build was stopped'],
  ] as const)('tells how a retry ended, in the place of its buttons: %s', (stageState, line) => {
    const stages = [aStage('Build', { state: stageState, attempt: 2 })];
    const failure = drawn({ current: false, stageState }, { stages });
    expect(textsOf(failure).at(-1)).toBe(line);
    expect(interactiveIn(failure.blocks)).toEqual([]);
  });

  it('shows three failed actions and counts the rest', () => {
    const actions = Array.from({ length: 20 }, (_, index) =>
      anAction('Build', `A${index}`, { state: 'failed', error: { text: `line one ${index}\n${'x'.repeat(480)}` } }),
    );
    const failure = drawn({ actions });
    expect(textsOf(failure)).toContain('and 17 more failed actions');
    expectSlackTakes(failure);
  });

  it('is still drawn when later events took it back', () => {
    const failure = drawFailure({ stage: 'Build', begun: '' }, aContext(aProgress({ failures: [] })));
    expect(textsOf(failure).at(-1)).toBe('✓ Build ended as succeeded');
  });

  it('offers to go back where there is something to go back to, and to override what a condition stopped', () => {
    const buttons = (failure: Partial<FailureProgress>, rest: Partial<Progress> = {}) =>
      interactiveIn(drawn(failure, rest).blocks)
        .filter(({ options }) => options.length === 0)
        .map(({ text }) => text);

    expect(buttons({})).toEqual(['Retry failed', 'Roll back…', 'I’m looking']);
    expect(buttons({ actions: [] })).toEqual(['Override…', 'Roll back…', 'I’m looking']);
    expect(buttons({}, { stages: [aStage('Build', { state: 'failed' })] })).toEqual(['Retry failed', 'I’m looking']);
  });

  it('lets somebody say that they look at it, after the retry, and names them below the buttons', () => {
    const before = drawn();
    const look = interactiveIn(before.blocks).find(({ actionId }) => actionId === 'failure:look');
    expect(look).toMatchObject({
      text: 'I’m looking',
      value: '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444|Build||0123456789abcdef',
    });

    const looker = { operationId: OperationId('op-2'), by: UserId('U0BEN'), byName: 'Ben', at: '2026-11-22T14:03:00Z' };
    const lookers = { [failureKey({ stage: 'Build', begun: '' })]: looker };
    const stages = [aStage('Source', { state: 'succeeded' }), aStage('Build', { state: 'failed' }), aStage('Prod')];
    const progress = aProgress({ state: 'failed', stages, failures: [aFailure()] });
    const looked = drawFailure({ stage: 'Build', begun: '' }, aContext(progress, {}, { lookers }));

    expect(looked.blocks.slice(0, -1)).toEqual(before.blocks);
    expect(textsOf(looked).at(-1)).toMatch(/^Ben is looking, since <!date/);
  });
});
