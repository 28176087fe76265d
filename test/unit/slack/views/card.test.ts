import { describe, expect, it } from 'vitest';
import { signed } from '../../../../src/app/signature.ts';
import type { State } from '../../../../src/domain/execution-event.ts';
import { ExecutionId, OperationId, UserId } from '../../../../src/domain/ids.ts';
import type { ApprovalProgress } from '../../../../src/domain/progress.ts';
import { drawCard } from '../../../../src/slack/views/card.ts';
import {
  aContext,
  aDecision,
  aFailure,
  anApproval,
  aProgress,
  aStage,
  aWaitingProgress,
  REF,
  RUN,
} from '../support/progress.ts';
import { expectSlackTakes, interactiveIn, textsOf } from '../support/slack-takes.ts';

const CONSOLE =
  'https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/executions/4b1e07c2-1111-4222-8333-444444444444/timeline?region=eu-west-1';
const COMMIT = 'https://github.com/railway-goods/shop-web/commit/3f2c91e00a1b2c3d4e5f60718293a4b5c6d7e8f9';

describe('the card of an execution', () => {
  it('tells what runs, where, since when, and offers to stop it', () => {
    expect(drawCard(aContext())).toEqual({
      text: 'shop-web is running in Staging. Commit 3f2c91e by Dana Reyes. Source and Build succeeded, Staging running, Prod not started. Execution 4b1e07c2.',
      blocks: [
        {
          type: 'section',
          block_id: '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444|Prod||',
          text: {
            type: 'mrkdwn',
            verbatim: true,
            text: `● *<${CONSOLE}|shop-web>* · Staging is running\n✓ Source 8 s  →  ✓ Build 3 min 41 s  →  ● Staging running since <!date^1795356180^{time}|14:03 UTC>  →  ◌ Prod`,
          },
          accessory: {
            type: 'overflow',
            action_id: 'card:menu',
            options: [
              { text: { type: 'plain_text', text: 'Close the way ahead…', emoji: true }, value: 'disable' },
              { text: { type: 'plain_text', text: 'Open in console', emoji: true }, value: 'console', url: CONSOLE },
              { text: { type: 'plain_text', text: 'More…', emoji: true }, value: 'more' },
            ],
          },
        },
        {
          type: 'context',
          elements: [
            {
              type: 'mrkdwn',
              verbatim: true,
              text: `<${COMMIT}|3f2c91e> “Fix the cart total” by Dana Reyes · started by push to main · since <!date^1795356000^{date_short_pretty} at {time}|2026-11-22 14:00 UTC> · execution <${CONSOLE}|4b1e07c2>`,
            },
          ],
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'execution:stop',
              text: { type: 'plain_text', text: 'Stop…', emoji: true },
              value: '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444|||a1',
              accessibility_label: 'Stop shop-web 4b1e07c2',
            },
          ],
        },
      ],
    });
  });

  it('says what is next where no stage runs, as in front of a closed way', () => {
    const stages = [aStage('Source', { state: 'succeeded' }), aStage('Prod')];
    const card = drawCard(aContext(aProgress({ stages })));
    expect(textsOf(card)[0]).toMatch(/\|shop-web>\* is running · Prod is next\n/);
    expect(card.text).toMatch(/^shop-web is running\. .* Source succeeded, Prod not started\./);
  });

  it('tells why the way ahead is closed and until when, and does not offer to close it', () => {
    const stages = [aStage('Source', { state: 'succeeded' }), aStage('Prod')];
    const reason = 'freeze 1a2b3c4d until 2027-03-29 06.00 UTC by Ben Okafor - end of quarter';
    const card = drawCard(aContext(aProgress({ stages, closed: { stage: 'Prod', reason } })));

    expect(textsOf(card)).toContainEqual(
      expect.stringMatching(/^⊘ Prod is closed: “end of quarter” until <!date.*>, by Ben Okafor$/),
    );
    expect(card.text).toMatch(/^shop-web is running\. Prod is closed: “end of quarter” until .*, by Ben Okafor\. /);
    expect(textsOf(card).join()).not.toContain('Close the way ahead');
  });

  it('counts stages in its words only when there are many', () => {
    const five = ['A', 'B', 'C', 'D', 'E'].map((stage) => aStage(stage));
    expect(drawCard(aContext(aProgress({ stages: five }))).text).toContain(' A, B, C, D and E not started.');
    expect(drawCard(aContext(aProgress({ stages: [...five, aStage('F')] }))).text).toContain(
      ' A, B, C, D and 2 more not started.',
    );
  });

  it('tells that it waits, and in which stage', () => {
    const card = drawCard(aContext(aWaitingProgress()));
    expect(card.text).toMatch(/^shop-web is waiting for approval in Prod\. /);
    expect(textsOf(card)[0]).toContain('|shop-web>* · Prod is waiting for approval\n');
    expect(textsOf(card)[0]).toContain('⏸ Prod waiting since ');
  });

  it('tells how long a success took, where it is live, and offers to take it back or to start again in its menu', () => {
    const stages = aProgress().stages.map((stage) => ({ ...stage, state: 'succeeded' as const }));
    const card = drawCard(aContext(aProgress({ state: 'succeeded', stages, endedAt: '2026-11-22T14:09:04Z' })));
    expect(textsOf(card)[0]).toMatch(/^✓ \*<.*\|shop-web>\* succeeded · live in Prod\n/);
    expect(textsOf(card).join('\n')).toContain(' · took 9 min 4 s · ');
    expect(card.text).toContain('shop-web succeeded. Commit 3f2c91e by Dana Reyes. It took 9 min 4 s.');
    const [menu, ...others] = interactiveIn(card.blocks);
    expect(menu?.options.map(({ text }) => text)).toEqual([
      'Roll back Prod…',
      'Start the pipeline…',
      'Open in console',
      'More…',
    ]);
    expect(others).toEqual([]);
  });

  it('offers no rollback of what failed or was never deployed, only another start', () => {
    const stages = [aStage('Source', { state: 'succeeded' }), aStage('Test', { state: 'succeeded' })];
    for (const progress of [aProgress({ state: 'failed' }), aProgress({ state: 'succeeded', stages })]) {
      const [menu] = interactiveIn(drawCard(aContext(progress)).blocks);
      expect(menu?.options.map(({ value }) => value)).toEqual(['start', 'console', 'more']);
    }
  });

  it('says nothing is live where nothing was deployed', () => {
    const stages = [aStage('Source', { state: 'succeeded' }), aStage('Test', { state: 'succeeded' })];
    expect(textsOf(drawCard(aContext(aProgress({ state: 'succeeded', stages }))))[0]).not.toContain('live');
  });

  it('names the stage that failed and the first line of the reason', () => {
    const stages = [aStage('Source', { state: 'succeeded' }), aStage('Build', { state: 'failed' }), aStage('Prod')];
    const card = drawCard(aContext(aProgress({ state: 'failed', stages, failures: [aFailure()] })));
    expect(textsOf(card)[0]).toMatch(
      /\* failed in Build: 2 tests failed\n✓\sSource {2}→ {2}✗\sBuild failed {2}→ {2}◌ Prod$/,
    );
    expect(card.text).toContain('shop-web failed in Build: 2 tests failed. ');
  });

  it('names the person whose rejection ended it', () => {
    const progress = aWaitingProgress({ state: 'failed', approvals: [anApproval({ state: 'failed' })] });
    const rejected = drawCard(aContext(progress, { [RUN]: aDecision({ verdict: 'rejected' }) }));
    expect(textsOf(rejected)[0]).toContain('failed in Prod: Go-ahead was rejected by Ben Okafor');
    expect(textsOf(drawCard(aContext(progress)))[0]).toContain('Go-ahead was rejected, or its time ran out');

    const ended = (more: Partial<ApprovalProgress>) =>
      textsOf(drawCard(aContext({ ...progress, approvals: [anApproval({ state: 'failed', ...more })] })))[0];
    const deadline = '2026-11-24T14:00:00.000Z';
    expect(ended({ deadline, endedAt: deadline })).toContain('failed in Prod: Nobody answered Go-ahead in time');
    expect(ended({ deadline, endedAt: '2026-11-24T13:00:00.000Z' })).toMatch(/failed in Prod: Go-ahead was rejected\n/);
    expect(ended({ deadline, answered: { by: 'ines' } })).toContain('failed in Prod: Go-ahead was rejected by ines');
  });

  it('says why it was stopped, and while it is being stopped calls nothing running', () => {
    const stopping = drawCard(aContext(aProgress({ state: 'stopping', stopReason: 'wrong branch' })));
    expect(textsOf(stopping)[0]).toContain('is stopping in Staging: “wrong branch”');
    expect(JSON.stringify(stopping)).not.toContain('running');
    const stopped = drawCard(aContext(aProgress({ state: 'stopped', stopReason: 'wrong branch' })));
    expect(textsOf(stopped)[0]).toContain('* stopped in Staging: “wrong branch”');
  });

  it('names the person who stopped it from Slack, without the mark that only CodePipeline needs', () => {
    const words = (reason: string) =>
      textsOf(
        drawCard(
          aContext(
            aProgress({
              state: 'stopped',
              stopReason: signed('Ben Okafor', UserId('U0BEN'), OperationId('c5112abd99'), reason),
            }),
          ),
        ),
      )[0];
    expect(words('wrong branch')).toContain('* stopped in Staging by Ben Okafor: “wrong branch”\n');
    expect(words('')).toContain('* stopped in Staging by Ben Okafor\n');
  });

  it('was stopped before the stage that it had not entered yet', () => {
    const stages = [aStage('Source', { state: 'succeeded' }), aStage('Prod')];
    const card = drawCard(aContext(aProgress({ state: 'stopped', stages })));
    expect(textsOf(card)[0]).toMatch(/\|shop-web>\* stopped before Prod\n/);
    expect(card.text).toMatch(/^shop-web was stopped before Prod\./);
  });

  it('says before which stage it was superseded', () => {
    const stages = [aStage('Source', { state: 'succeeded' }), aStage('Prod')];
    expect(textsOf(drawCard(aContext(aProgress({ state: 'superseded', stages }))))[0]).toMatch(
      /^↷ .* · superseded before Prod\n/,
    );
  });

  it.each<State>(['running', 'waiting', 'succeeded', 'failed', 'stopped', 'superseded', 'cancelled'])(
    'always has the pipeline, the execution and the state as a word: %s',
    (state) => {
      const blocks = JSON.stringify(drawCard(aContext(aProgress({ state }))).blocks);
      expect(blocks).toContain('shop-web');
      expect(blocks).toContain('4b1e07c2');
      expect(blocks).toContain(state);
    },
  );

  it('counts attempts, and binds its button to the one it shows', () => {
    const card = drawCard(aContext(aProgress({ attempt: 3 })));
    expect(textsOf(card).join('\n')).toContain(' · attempt 3 · ');
    expect(interactiveIn(card.blocks).find(({ actionId }) => actionId === 'execution:stop')?.value).toMatch(/\|a3$/);
  });

  it('shows of many stages the current one, its neighbours and the failed ones, and counts the rest', () => {
    const stages = Array.from({ length: 50 }, (_, index) =>
      aStage(`S${index}`, index < 41 ? { state: 'succeeded' } : index === 41 ? { state: 'running' } : {}),
    );
    const card = drawCard(aContext(aProgress({ stages })));
    expect(textsOf(card)[0]).toMatch(
      /\n✓\sS40 {2}→ {2}●\sS41 running {2}→ {2}◌\sS42 {2}· {2}and 40 succeeded, 7 not started$/,
    );
    expectSlackTakes(card);
  });

  it('can be drawn from a single event that knows next to nothing', () => {
    const { trigger: _t, commit: _c, startedAt: _s, ...bare } = aProgress({ stages: [], revisions: [] });
    const card = drawCard(aContext({ ...bare, ref: { ...REF, executionId: ExecutionId('x') } }));
    expect(textsOf(card)[0]).toMatch(/\* is running$/);
    expectSlackTakes(card);
  });

  it('is the same for the same model, so that nothing is drawn twice', () => {
    expect(drawCard(aContext())).toEqual(drawCard(aContext()));
  });
});
