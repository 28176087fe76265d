import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/app/answer.ts';
import { ChannelId, OperationId } from '../../../../src/domain/ids.ts';
import type { Refusal } from '../../../../src/domain/operation.ts';
import { drawAnswer } from '../../../../src/slack/views/answers/index.ts';
import { aLine, aStatus, EVERY_ANSWER, START } from '../support/answers.ts';
import { expectSlackTakes, interactiveIn, textsOf } from '../support/slack-takes.ts';

const draw = (answer: Answer) => drawAnswer(answer, OperationId('01j9operation'));
const said = (answer: Answer) => textsOf(draw(answer)).join('\n');

describe('a private answer', () => {
  it.each(EVERY_ANSWER.map((answer) => [answer.kind, answer] as const))(
    'is something that Slack takes: %s',
    (_, answer) => {
      expectSlackTakes(draw(answer));
    },
  );

  it.each<[Refusal, string]>([
    [{ reason: 'outsider' }, 'Only members of this workspace can do that. Nothing was changed.'],
    [{ reason: 'guest' }, 'Guests cannot do that. Nothing was changed; a full member of this workspace can.'],
    [
      { reason: 'already_decided', verdict: 'approved', byName: 'Ben Okafor', at: '2026-11-22T14:03:00Z' },
      'Already approved by Ben Okafor, <!date^1795356180^{date_short_pretty} at {time}|2026-11-22 14:03 UTC>.',
    ],
    [{ reason: 'already_decided' }, 'Already decided in the console or by a tool.'],
    [{ reason: 'already_requested', byName: 'Lee Chen' }, 'Lee Chen has asked for this already. It happens once.'],
    [
      { reason: 'superseded', newer: '9c01d3aa-1111' },
      'A newer execution (9c01d3aa) took this one’s place. Nothing was changed.',
    ],
    [
      { reason: 'stage_not_found', stage: '#0123456789abcdef' },
      'The pipeline has no such stage any more. Nothing was changed.',
    ],
    [
      { reason: 'missing_variables', names: ['date', 'mode'] },
      'This pipeline needs values for `date`, `mode`. Add them as `name=value`.',
    ],
  ])('says what happened, why, and what next: %j', (refusal, words) => {
    expect(said({ kind: 'refused', deed: START, refusal })).toBe(words);
  });

  it('names a reference when something broke, and says that nothing was changed', () => {
    expect(said({ kind: 'failed', deed: START, code: 'AccessDeniedException', advice: 'missing_permission' })).toBe(
      'Your wish to start *shop-web* did not work, and nothing was changed. Signalbox has no right to do this in AWS; whoever runs it can give it.\nAccessDeniedException · reference `01j9operation`',
    );
  });

  it('does not promise what nobody knows', () => {
    expect(said({ kind: 'unknown', deed: START })).toContain('It may still happen; the card will show it.');
  });

  it('says what was done, and where everybody sees it', () => {
    const executionId = '9c01d3aa-1111-4222-8333-444444444444';
    expect(said({ kind: 'done', deed: START, executionId, channel: ChannelId('C0DEPLOYS') })).toMatch(
      /^You started \*shop-web\*\. It is execution <https:.*\|9c01d3aa>\. <#C0DEPLOYS> shows it\.$/,
    );
  });

  it('offers the name that was probably meant with a button that runs it', () => {
    const answer = draw({ kind: 'not_found', typed: 'shop-wbe', nearest: 'shop-web', rerun: 'status shop-web' });
    expect(textsOf(answer)[0]).toBe('No pipeline is called *shop-wbe* here. Did you mean `shop-web`?');
    expect(interactiveIn(answer.blocks)).toMatchObject([
      { actionId: 'words:run', text: 'Choose', value: '1|words|status shop-web' },
    ]);
  });

  it('shows of each choice the whole sentence that it runs', () => {
    const commands = ['approve shop-web', 'approve shop-api'];
    const answer = draw({ kind: 'choice', typed: 'shop', candidates: ['shop-web', 'shop-api'], commands });
    expect(textsOf(answer)).toContain('shop-web\n`/pipeline approve shop-web`');
    expect(interactiveIn(answer.blocks).map(({ value }) => value)).toEqual(commands.map((words) => `1|words|${words}`));
  });

  it('says when a name was only begun', () => {
    const answer: Answer = { kind: 'choice', typed: 'shop', candidates: ['shop-web'], commands: ['start shop-web'] };
    expect(said(answer)).toContain('`shop` is not the whole name. Is this the one?');
  });
});

describe('the list of pipelines', () => {
  it('has a line for each, with its state as a word and what is closed', () => {
    const line = aLine('shop-web', {
      state: 'waiting',
      stage: 'Prod',
      since: '2026-11-22T14:00:00Z',
      closedStages: ['Prod'],
    });
    expect(said({ kind: 'list', lines: [line, aLine('etl', { state: 'none' })] })).toMatch(
      /^⏸ \*<.*\|shop-web>\* {2}Prod is waiting for approval since <!date.*> · ⊘ Prod closed\n◌ \*<.*\|etl>\* {2}has never run\n2 pipelines: 1 waiting, 1 never run\.$/,
    );
  });

  it('names the region only where there are several', () => {
    const other = { ...aLine('shop-web').ref, region: 'us-east-1' };
    expect(said({ kind: 'list', lines: [aLine('shop-web')] })).not.toContain('(eu-west-1)');
    expect(said({ kind: 'list', lines: [aLine('shop-web'), aLine('shop-web', { ref: other })] })).toContain(
      '(us-east-1)',
    );
  });

  it('is counted for those who hear it', () => {
    const lines = [aLine('a', { state: 'failed' }), aLine('b'), aLine('c', { state: 'none' })];
    expect(draw({ kind: 'list', lines }).text).toBe('3 pipelines: 1 failed, 1 succeeded, 1 never run.');
  });

  it('says how many found no room', () => {
    const lines = Array.from({ length: 500 }, (_, index) =>
      aLine(`pipeline-${index}`, { state: 'failed', stage: 'Build' }),
    );
    const answer = draw({ kind: 'list', lines });
    const shown =
      textsOf(answer)
        .join('\n')
        .match(/\|pipeline-\d+>/g)?.length ?? 0;
    expect(said({ kind: 'list', lines })).toContain(`and ${500 - shown} more`);
    expectSlackTakes(answer);
  });
});

describe('lists over several accounts', () => {
  it('call alike pipelines by names that can be typed', () => {
    const lines = [aLine('shop-web', { name: 'home:shop-web' }), aLine('shop-web', { name: 'prod:shop-web' })];

    expect(said({ kind: 'list', lines })).toMatch(/\|home:shop-web>.*\|prod:shop-web>/s);
  });

  it('and misses say which account could not be read, to those who only hear the notification too', () => {
    const missing = 'prod/eu-west-1 could not be read now: what is there is missing here.';

    for (const near of [{}, { nearest: 'etl', rerun: 'status etl' }]) {
      const answer: Answer = { kind: 'not_found', typed: 'elt', ...near, unread: ['prod/eu-west-1'] };
      expect(said(answer)).toContain(missing);
      expect(draw(answer).text).toContain(missing);
    }
    for (const kind of ['list', 'overview'] as const) {
      for (const lines of [[], [aLine('etl')]]) {
        const answer = { kind, lines, unread: ['prod/eu-west-1'] };
        expect(said(answer)).toContain(missing);
        expect(draw(answer).text).toContain(missing);
      }
    }
  });
});

describe('the overview', () => {
  it('puts what waits first, then what is red, then what runs, and counts the rest', () => {
    const lines = [
      aLine('calm'),
      aLine('runs', { state: 'running' }),
      aLine('red', { state: 'failed' }),
      aLine('waits', { state: 'waiting' }),
    ];
    const [busy, calm] = textsOf(draw({ kind: 'overview', lines }));
    expect(busy?.split('\n').map((line) => /\|(\w+)>/.exec(line)?.[1])).toEqual(['waits', 'red', 'runs']);
    expect(calm).toBe('1 other pipeline at rest.');
  });

  it('says that all is well', () => {
    expect(said({ kind: 'overview', lines: [aLine('a'), aLine('b')] })).toContain(
      'Nothing waits, is red or runs: 2 pipelines at rest.',
    );
  });
});

describe('the status of a pipeline', () => {
  it('tells each stage, the newest executions, what waits and what is closed, each with its button', () => {
    const answer = draw({ kind: 'status', status: aStatus() });
    expect(answer.text).toBe('shop-web: Source succeeded, Staging waiting, Prod not started.');
    const texts = textsOf(answer);
    expect(texts[1]).toMatch(
      /^✓ Source succeeded · <.*\|4b1e07c2>\n⏸ Staging waiting · <.*>\n◌ Prod not started · 1 waiting in front of it: <.*\|9c01d3aa> · ⊘ closed$/,
    );
    expect(texts[2]).toMatch(/\|4b1e07c2> · running · <!date.*> · 3f2c91e · “Fix the cart total”$/);
    expect(
      interactiveIn(answer.blocks).map(({ actionId, value }) => [actionId, value.split('|').slice(5).join('|')]),
    ).toEqual([
      ['approval:approve', 'Staging|Look|0123456789abcdef'],
      ['approval:reject', 'Staging|Look|0123456789abcdef'],
      ['transition:enable', 'Prod||'],
    ]);
  });

  it('says that a pipeline has never run', () => {
    expect(said({ kind: 'status', status: aStatus({ executions: [], approvals: [] }) })).toContain('It has never run.');
  });
});
