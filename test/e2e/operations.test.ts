import { ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { afterEach, describe, expect, it } from 'vitest';
import { chosen, typed } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory();

/** How often an action ran in this execution. */
async function runs({ pipeline, executionId }: Train, action: string): Promise<number> {
  const filter = { pipelineExecutionId: executionId };
  const command = new ListActionExecutionsCommand({ pipelineName: pipeline, filter });
  const { actionExecutionDetails = [] } = await story.aws().send(command);
  return actionExecutionDetails.filter(({ actionName }) => actionName === action).length;
}

describe('a stage that failed', () => {
  it('is told in the thread and in the channel; its failed actions are retried by one click, and it is green again', async () => {
    const train = await story.broken('retry-failed');
    expect(train.failure).toMatchObject({ broadcast: true, threadTs: (await story.card(train)).ts });

    await story.press('U0LEE', train.failure, 'failure:retry');

    const card = await story.cardSays(train, /succeeded/);
    expect(card.buttons.map(({ action_id }) => action_id)).toEqual(['card:menu']);
    expect(await story.executionStatus(train)).toBe('Succeeded');
    expect(await runs(train, 'Compile')).toBe(2);
    expect(await runs(train, 'Lint')).toBe(1);
    const told = await story.messages(train);
    expect(told.map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/Lee Chen retried the failed actions of Build/),
    );
    expect(told.flatMap(({ buttons }) => buttons)).not.toContainEqual(
      expect.objectContaining({ action_id: 'failure:retry' }),
    );
  });

  it('is retried whole from the menu', async () => {
    const train = await story.broken('retry-all');

    await story.press('U0BEN', train.failure, 'failure:menu', 'retry-all');

    await story.cardSays(train, /succeeded/);
    expect(await runs(train, 'Compile')).toBe(2);
    expect(await runs(train, 'Lint')).toBe(2);
  });
});

describe('an execution that runs', () => {
  /** One whose source action stands still, so that it can be stopped. */
  async function running(name: string): Promise<Train> {
    await story.sandbox().control.pause(true);
    const train = await story.create(name, 'plain');
    await story.cardSays(train, /Source is running/);
    return train;
  }

  afterEach(async () => {
    await story.sandbox().control.pause(false);
  });

  it('is stopped after its running actions', async () => {
    const train = await running('stop-and-wait');

    const { view } = await story.press('U0BEN', await story.card(train), 'execution:stop');
    await story.submit('U0BEN', view, { ...chosen('how', 'wait'), ...typed('reason', 'Wrong branch') });
    await story.cardSays(train, /is stopping/);
    expect(await story.executionStatus(train)).toBe('Stopping');

    await story.sandbox().control.pause(false);
    const card = await story.cardSays(train, /stopped/);
    expect(card.words).toContain('Wrong branch');
    expect(card.buttons.map(({ action_id }) => action_id)).toEqual(['card:menu']);
    expect(await story.executionStatus(train)).toBe('Stopped');
  });

  it('is stopped at once, its running actions abandoned', async () => {
    const train = await running('stop-and-abandon');

    const { view } = await story.press('U0INES', await story.card(train), 'execution:stop');
    await story.submit('U0INES', view, { ...chosen('how', 'abandon'), ...typed('reason', '') });

    const card = await story.cardSays(train, /stopped/);
    expect(card.buttons.map(({ action_id }) => action_id)).toEqual(['card:menu']);
    expect(await story.executionStatus(train)).toBe('Stopped');
    expect((await story.messages(train)).map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/Ines Duarte stopped and abandoned .*stop-and-abandon/),
    );
  });
});

describe('the way into a stage', () => {
  it('is closed from the card with a reason that CodePipeline takes, and opened from status', async () => {
    const train = await story.waiting('close-and-open');

    const closing = await story.press('U0BEN', await story.card(train), 'card:menu', 'disable');
    await story.submit('U0BEN', closing.view, typed('reason', 'End of quarter – café ☕ <!channel>'));
    await story.quiet();

    const { enabled, disabledReason } = (await story.stage('close-and-open', 'Prod')).inboundTransitionState ?? {};
    expect(enabled).toBe(false);
    // The alphabet of DisableStageTransition's reason.
    expect(disabledReason).toMatch(/^[a-zA-Z0-9!@ ().*?-]{1,300}$/);
    expect(disabledReason).toMatch(/^op .*Ben Okafor via Slack - End of quarter/);
    expect((await story.messages(train)).map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/Ben Okafor closed the way .*Prod.*End of quarter/s),
    );

    const [status] = await story.type('U0INES', 'status close-and-open');
    expect(status?.words).toMatch(/Prod.* is closed/);
    const opening = await story.press('U0INES', status ?? { ts: '' }, 'transition:enable');
    await story.submit('U0INES', opening.view, {});
    await story.quiet();

    expect((await story.stage('close-and-open', 'Prod')).inboundTransitionState?.enabled).toBe(true);
    expect((await story.messages(train)).map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/Ines Duarte opened the way .*Prod/),
    );
  });
});
