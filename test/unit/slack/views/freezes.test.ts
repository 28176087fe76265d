import { describe, expect, it } from 'vitest';
import type { Freeze } from '../../../../src/domain/freeze.ts';
import type { FreezeNotice } from '../../../../src/domain/freeze-notice.ts';
import { ChannelId, ExecutionId, OperationId, UserId } from '../../../../src/domain/ids.ts';
import type { Deed } from '../../../../src/domain/operation.ts';
import { drawAnswer } from '../../../../src/slack/views/answers/index.ts';
import { drawDeed } from '../../../../src/slack/views/deed-line.ts';
import { drawFreezeNotice } from '../../../../src/slack/views/freeze-notice.ts';
import { REF } from '../support/progress.ts';
import { expectSlackTakes, interactiveIn, textsOf } from '../support/slack-takes.ts';

const UNTIL = '2027-03-29T06:00:00.000Z';
const DATE = '<!date^1806300000^{date_short_pretty} at {time}|2027-03-29 06:00 UTC>';
const { executionId: _, ...PIPELINE } = REF;
const TARGET = { ...PIPELINE, pipeline: 'shop-*', stages: 'Prod', everywhere: true as const };
const OPERATION = OperationId('1a2b3c4d5e6f');

const aNotice = (more: Partial<FreezeNotice>): FreezeNotice => ({
  kind: 'notice',
  what: 'began',
  key: '',
  channel: ChannelId('C0DEPLOYS'),
  pipelines: ['shop-web', 'shop-api'],
  more: 0,
  stages: 'Prod',
  reason: 'database move',
  byName: 'Ben Okafor',
  until: UNTIL,
  waiting: [],
  ...more,
});
const WAITER = { pipeline: 'shop-web', stage: 'Prod', executionId: '4b1e07c2-1111-4222-8333-444455556666' };

describe('what a channel is told of a freeze', () => {
  it.each<[string, Partial<FreezeNotice>, string[]]>([
    ['that it began', {}, [`⊘ Prod of *shop-web*, *shop-api* is frozen until ${DATE}, by Ben Okafor: “database move”`]],
    [
      'that it began, in many pipelines and for unnamed stages',
      { more: 40, stages: undefined as never },
      [
        `⊘ every stage that needs an approval of *shop-web*, *shop-api* and 40 more is frozen until ${DATE}, by Ben Okafor: “database move”`,
      ],
    ],
    [
      'what goes out at its end',
      { what: 'ends_soon', waiting: [WAITER] },
      [
        `⊘ The freeze of Prod of *shop-web*, *shop-api* ends ${DATE}: “database move”`,
        'Then goes out: shop-web 4b1e07c2 to Prod',
      ],
    ],
    [
      'that nothing waits for its end',
      { what: 'ends_soon' },
      [`⊘ The freeze of Prod of *shop-web*, *shop-api* ends ${DATE}: “database move”`, 'Nothing waits to go out'],
    ],
    [
      'that it has ended',
      { what: 'ended' },
      ['○ The freeze of Prod of *shop-web*, *shop-api* has ended: “database move”'],
    ],
    [
      'who lifted it',
      { what: 'lifted', pipelines: ['shop-web'] },
      ['○ Ben Okafor lifted the freeze of Prod of *shop-web*: “database move”'],
    ],
    [
      'who let one execution through',
      { what: 'lifted', pipelines: ['shop-web'], executionId: WAITER.executionId, reason: '' },
      ['○ Ben Okafor let 4b1e07c2 of *shop-web* through the freeze'],
    ],
    [
      'that a way was opened by hand',
      { what: 'by_hand', pipelines: ['shop-web'], open: true },
      ['○ The way to Prod of *shop-web* was opened by hand during a freeze. Signalbox leaves it as it is'],
    ],
    [
      'that a way was closed by hand',
      { what: 'by_hand', pipelines: ['shop-web'], open: false },
      ['⊘ The way to Prod of *shop-web* was closed by hand during a freeze. Signalbox will not open it'],
    ],
    [
      'what came in with the one that was let through',
      { what: 'slipped_in', pipelines: ['shop-web'], executionId: WAITER.executionId },
      ['⊘ 4b1e07c2 went into Prod of *shop-web* with the execution that was let through the freeze'],
    ],
  ])('%s', (_what, more, lines) => {
    const { stages, ...notice } = aNotice(more);
    const drawn = drawFreezeNotice(stages === undefined ? notice : { ...notice, stages });

    expect(textsOf(drawn)).toEqual(lines);
    expectSlackTakes(drawn);
  });
});

describe('private answers about freezes', () => {
  const freeze: Deed = { kind: 'freeze', target: TARGET, until: UNTIL, reason: 'database move' };

  it('say when the freeze that somebody ordered ends', () => {
    expect(textsOf(drawAnswer({ kind: 'done', deed: freeze }, OPERATION))).toEqual([
      `You froze Prod of \`shop-*\` until ${DATE}.`,
    ]);
  });

  it('show the pipelines of a pattern before it is done, and the sentence that does it', () => {
    const command = 'freeze shop-* Prod until 2027-03-29 06:00 UTC --confirmed "database move"';
    const drawn = drawAnswer(
      { kind: 'confirm_freeze', deed: freeze, pipelines: ['shop-api', 'shop-web'], command },
      OPERATION,
    );

    expect(textsOf(drawn)[0]).toBe(`Freeze Prod of \`shop-*\`, 2 pipelines now until ${DATE}: shop-api, shop-web?`);
    expect(interactiveIn(drawn.blocks)).toMatchObject([{ actionId: 'words:run' }]);
    expectSlackTakes(drawn);
  });

  it('show hundreds of pipelines in one message', () => {
    const pipelines = Array.from({ length: 300 }, (_each, index) => `pipeline-with-a-rather-long-name-${index}`);
    const drawn = drawAnswer({ kind: 'confirm_freeze', deed: freeze, pipelines, command: 'freeze …' }, OPERATION);

    expect(textsOf(drawn)[0]).toContain('and 260 more');
    expectSlackTakes(drawn);
  });

  it('list what is frozen, what was lifted of it, and what comes', () => {
    const order: Freeze = {
      id: 'order',
      pipelines: 'shop-*',
      stages: 'Prod',
      from: '2027-03-26T15:00:00.000Z',
      until: UNTIL,
      reason: 'database move',
      byName: 'Ben Okafor',
      lifts: [
        {
          id: 'lift',
          pipelines: 'shop-web',
          at: '2027-03-27T15:00:00.000Z',
          by: UserId('U0INES'),
          byName: 'Ines Duarte',
          reason: 'hotfix',
          executionId: ExecutionId(WAITER.executionId),
        },
      ],
    };
    const { byName: _nobody, ...next } = { ...order, reason: 'weekend', lifts: [] };
    const drawn = drawAnswer({ kind: 'freezes', freezes: [order], next: [next] }, OPERATION);

    expect(textsOf(drawn)).toEqual([
      `⊘ Prod of \`shop-*\`: “database move” · Ben Okafor · until ${DATE}\n      but not 4b1e07c2 in shop-web, by Ines Duarte: “hotfix”`,
      expect.stringMatching(/^from <!date.*>: Prod of `shop-\*`: “weekend”$/),
    ]);
    expect(textsOf(drawAnswer({ kind: 'freezes', freezes: [], next: [] }, OPERATION))).toEqual([
      'Nothing is frozen now.',
    ]);
  });
});

describe('the line that tells a deed of a freeze', () => {
  const line = (deed: Deed) =>
    textsOf(drawDeed({ operationId: OPERATION, deed, ended: 'performed', byName: 'Ines Duarte', at: UNTIL }))[0];
  const way = { ...PIPELINE, stage: 'Prod' };

  it.each<[Deed, string]>([
    [
      { kind: 'unfreeze', target: { ...PIPELINE, stages: 'Prod' }, reason: 'done' },
      '○ Ines Duarte lifted the freeze of Prod of *shop-web* · “done”',
    ],
    [
      { kind: 'unfreeze', target: PIPELINE, reason: '', once: ExecutionId(WAITER.executionId) },
      '○ Ines Duarte let 4b1e07c2 through the freeze of every stage that needs an approval of *shop-web*',
    ],
    [
      { kind: 'close_for_freeze', target: way, freeze: 'order' },
      '⊘ Ines Duarte closed the way to Prod in *shop-web* for a freeze',
    ],
    [
      { kind: 'open_after_freeze', target: way, freeze: 'order' },
      '○ Ines Duarte opened the way to Prod in *shop-web* after a freeze',
    ],
    [
      { kind: 'open_after_freeze', target: { ...way, executionId: ExecutionId(WAITER.executionId) }, freeze: 'order' },
      '○ Ines Duarte let 4b1e07c2 into Prod of *shop-web* during a freeze',
    ],
  ])('%#', (deed, words) => {
    expect(line(deed)).toBe(words);
  });
});
