import { describe, expect, it } from 'vitest';
import { action, approvalWaits, at, pipeline, stage } from '../../support/builders.ts';
import { createDeliveryWorld } from '../../support/delivery-world.ts';

const greenRun = () => [
  pipeline('running', 0),
  stage('Source', 'running', 0),
  action('Source', 'App', 'running', 0, 'run-s', { startedAt: at(0) }),
  action('Source', 'App', 'succeeded', 8, 'run-s', { startedAt: at(0) }),
  stage('Source', 'succeeded', 8, 0),
  stage('Build', 'running', 8),
  action('Build', 'Compile', 'running', 8, 'run-b', { startedAt: at(8) }),
  action('Build', 'Compile', 'succeeded', 200, 'run-b', { startedAt: at(8) }),
  stage('Build', 'succeeded', 200, 8),
  stage('Prod', 'running', 200),
  action('Prod', 'Deploy', 'running', 200, 'run-p', { startedAt: at(200) }),
  action('Prod', 'Deploy', 'succeeded', 260, 'run-p', { startedAt: at(200) }),
  stage('Prod', 'succeeded', 260, 200),
  pipeline('succeeded', 260),
];

describe('keeping the messages of an execution', () => {
  it('draws a burst of events together', async () => {
    const { deliver, run, slack } = createDeliveryWorld();
    for (const event of greenRun()) deliver(event);

    await run(3);

    expect(slack.messages.map(({ text }) => text)).toEqual([
      'card succeeded Source=succeeded Build=succeeded Approve=succeeded Prod=succeeded',
    ]);
    expect(slack.calls.post + slack.calls.update).toBeLessThanOrEqual(3);
  });

  it('follows a run as it comes with few calls', async () => {
    const { deliver, run, slack } = createDeliveryWorld();
    for (const event of greenRun()) deliver(event, Date.parse(event.observation.at) - Date.parse(at(0)));

    await run(8);

    expect(slack.messages).toHaveLength(1);
    expect(slack.calls.post + slack.calls.update).toBeLessThanOrEqual(8);
  });

  it('answers a 429 by waiting as long as Slack says, without an error', async () => {
    const { deliver, run, slack, world } = createDeliveryWorld();
    const busyUntil = world.now() + 20_000;
    slack.refuseWith(() =>
      world.now() < busyUntil ? { kind: 'not_now', retryAfterMs: busyUntil - world.now() } : undefined,
    );
    deliver(pipeline('running', 0));

    await run(2);

    expect(slack.messages).toHaveLength(1);
    expect(slack.calls.post).toBe(2);
  });

  it('does not try again what Slack will never take', async () => {
    const { deliver, run, slack } = createDeliveryWorld();
    slack.refuseWith(() => ({ kind: 'permanent', error: 'channel_not_found' }));
    deliver(pipeline('running', 0));
    deliver(pipeline('succeeded', 30), 30_000);

    await run(5);

    expect(slack.calls.post).toBe(1);
  });

  it('posts once more when an answer got lost, and leaves one message', async () => {
    const { deliver, run, slack } = createDeliveryWorld();
    let lost = false;
    const { post } = slack.messenger;
    slack.messenger.post = async (message) => {
      const sent = await post(message);
      if (lost) return sent;
      lost = true;
      return { kind: 'unknown' };
    };
    deliver(pipeline('running', 0));
    deliver(stage('Source', 'running', 0));

    await run(3);

    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]?.text).toContain('Source=running');
  });

  it('deletes the younger twin of a message that showed up late', async () => {
    const { deliver, firstPostAppearsAfter, run, slack } = createDeliveryWorld();
    firstPostAppearsAfter(50_000);
    deliver(pipeline('running', 0));
    deliver(stage('Source', 'running', 5), 5_000);

    await run(5);

    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]?.text).toContain('Source=running');
  });

  it('posts a waiting approval and then takes its buttons away', async () => {
    const { deliver, run, slack } = createDeliveryWorld();
    deliver(pipeline('running', 0));
    deliver(approvalWaits(20, 'run-a'), 20_000);
    deliver(pipeline('stopped', 90), 90_000);

    await run(3);

    expect(slack.messages.map(({ text }) => text.split(' ').slice(0, 2).join(' ')).toSorted()).toEqual([
      'approval stopped',
      'card stopped',
    ]);
  });
});
