import { describe, expect, it } from 'vitest';
import type { SendResult } from '../../../src/app/ports.ts';
import { approvalWaits, pipeline, stage } from '../../support/builders.ts';
import { createDeliveryWorld } from '../../support/delivery-world.ts';

describe('a message whose answer got lost', () => {
  it('stays single when the lost post shows up only after it was looked for and posted again', async () => {
    const { deliver, firstPostAppearsAfter, run, slack } = createDeliveryWorld();
    firstPostAppearsAfter(52_000);
    deliver(pipeline('running', 0));
    deliver(stage('Source', 'running', 47), 47_000);

    await run(6);

    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]?.text).toContain('Source=running');
  });
});

describe('a drawing that Slack refuses', () => {
  it('does not keep the next one, which may be well, from being shown', async () => {
    const { deliver, run, slack } = createDeliveryWorld();
    let refusals = 1;
    const badOnce = (call: 'post' | 'update'): SendResult | undefined =>
      call === 'update' && refusals-- > 0 ? { kind: 'refused', error: 'invalid_blocks' } : undefined;
    deliver(pipeline('running', 0));
    slack.refuseWith(badOnce);
    deliver(stage('Source', 'running', 5), 5_000);
    deliver(pipeline('succeeded', 60), 60_000);

    await run(5);

    expect(slack.messages.map(({ text }) => text)).toEqual([
      'card succeeded Source=succeeded Build=- Approve=- Prod=-',
    ]);
  });
});

describe('an approval whose turn has not come', () => {
  it('is posted as soon as Slack allows, though another message was drawn meanwhile', async () => {
    const { deliver, run, slack, world } = createDeliveryWorld();
    let approvals = 0;
    const { post, update } = slack.messenger;
    slack.messenger.post = async (message) => {
      if (message.drawing.text.startsWith('approval') && ++approvals === 1)
        return { kind: 'not_now', retryAfterMs: 10_000 };
      return post(message);
    };
    slack.messenger.update = async (message) => {
      await world.sleep(3_000);
      return update(message);
    };
    deliver(pipeline('running', 0));
    deliver(stage('Approve', 'running', 20), 20_000);
    deliver(approvalWaits(20, 'run-a'), 20_500);

    await run(2);

    expect(slack.messages.filter(({ text }) => text.startsWith('approval'))).toHaveLength(1);
  });
});
