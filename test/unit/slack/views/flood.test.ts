import { describe, expect, it } from 'vitest';
import type { Uncarded } from '../../../../src/domain/execution.ts';
import { ChannelId, ExecutionId } from '../../../../src/domain/ids.ts';
import { drawFlood } from '../../../../src/slack/views/flood.ts';
import { REF } from '../support/progress.ts';
import { expectSlackTakes, interactiveIn, textsOf } from '../support/slack-takes.ts';

const CHANNEL = ChannelId('C0DEPLOYS');
const many = (pipeline: string, count: number, asked = false): Uncarded[] =>
  Array.from({ length: count }, (_, index) => ({
    channel: CHANNEL,
    execution: { ...REF, pipeline, executionId: ExecutionId(`${pipeline}-${index}`) },
    ...(asked ? { asked: true as const } : {}),
  }));

describe('the digest of a flood', () => {
  it('says how many executions have no card, and of which pipelines', () => {
    const drawn = drawFlood(REF, [...many('checkout', 12), ...many('shop-web', 25)]);

    expect(drawn.text).toBe(
      '37 more executions began here at the same time. shop-web 25, checkout 12. Slack takes one message a second, ' +
        'so these have no cards. Failures and approvals among them are shown as always.',
    );
    expect(interactiveIn(drawn.blocks)).toMatchObject([{ actionId: 'flood:show' }]);
    expectSlackTakes(drawn);
  });

  it('has no button left when all their cards have been asked for', () => {
    const drawn = drawFlood(REF, many('shop-web', 3, true));

    expect(textsOf(drawn).at(-1)).toBe('Their cards are in this channel, or on their way.');
    expect(interactiveIn(drawn.blocks)).toEqual([]);
  });

  it('names ten pipelines at most', () => {
    const pipelines = Array.from({ length: 14 }, (_, index) => many(`pipeline-${index}`, 1)).flat();

    expect(textsOf(drawFlood(REF, pipelines)).join('\n')).toContain('and 4 more pipelines');
  });
});
