import { describe, expect, it } from 'vitest';
import { buttonsOf, wordsOf } from '../support/conversation.ts';
import { look } from '../support/look.ts';
import { inStory } from '../support/story.ts';

const story = inStory();
const MINUTE_MS = 60_000;

/** What somebody's Home tab says and offers now. */
async function home(user: string) {
  const { home: view } = await look(story.sandbox().slack, user);
  if (!view) throw new Error(`${user} has no Home tab`);
  return { id: view.id, words: wordsOf(view), buttons: buttonsOf(view) };
}

async function open(user: string) {
  await story.sandbox().control.home(user);
  await story.sandbox().control.settle();
  return home(user);
}

const offers = ({ buttons }: Awaited<ReturnType<typeof home>>, executionId: string) =>
  buttons.filter(({ action_id, value }) => action_id === 'approval:approve' && value?.includes(executionId)).length;

const modalOf = async (user: string) => (await look(story.sandbox().slack, user)).modal;

const chosenPipeline = (value: string) => ({
  'options:pipeline': { 'options:pipeline': { type: 'external_select', selected_option: { value } } },
});

describe('the Home tab', () => {
  it('has what waits, with buttons that work, and is drawn anew at once for whoever pressed', async () => {
    const train = await story.waiting('home-approve');
    const before = await open('U0BEN');
    expect(before.words).toMatch(/home-approve.*is waiting for approval/);
    expect(offers(before, train.executionId)).toBe(1);

    const value = before.buttons.find(({ value: of }) => of?.includes(train.executionId))?.value ?? '';
    await story.sandbox().control.click({ user: 'U0BEN', view_id: before.id, action_id: 'approval:approve', value });

    await story.approvalSays(train, /Approved by Ben Okafor/);
    await story.sandbox().control.settle();
    expect(offers(await home('U0BEN'), train.executionId)).toBe(0);
  });

  it('of others who opened theirs lately is drawn anew within a minute, and not touched while nothing happens', async () => {
    const { control } = story.sandbox();
    const published = async () => (await control.state()).calls.slack['views.publish'] ?? 0;
    const train = await story.waiting('home-others');
    expect(offers(await open('U0INES'), train.executionId)).toBe(1);

    await story.press('U0BEN', train.approval, 'approval:approve');
    await story.cardSays(train, /succeeded/);
    await control.advance(MINUTE_MS);
    await control.settle();
    expect(offers(await home('U0INES'), train.executionId)).toBe(0);

    await story.quiet();
    const calm = await published();
    await control.advance(2 * MINUTE_MS);
    await control.settle();
    expect(await published()).toBe(calm);
  });

  it('tells guests nothing', async () => {
    await story.waiting('home-secret');
    const { words, buttons } = await open('U0GIL');
    expect(words).toBe('Guests cannot do that. Nothing was changed; a full member of this workspace can.');
    expect(buttons).toEqual([]);
  });
});

describe('lists that load while somebody types', () => {
  it('offer the pipelines that were there at the last pass, by any part of their names, and the chosen one is started by its form', async () => {
    const { control } = story.sandbox();
    const train = await story.create('list-shop-web', 'plain');
    await story.cardSays(train, /succeeded/);
    await control.advance(15 * MINUTE_MS);
    await story.quiet();

    const { view } = await control.shortcut({ user: 'U0LEE', callback_id: 'start_pipeline' });
    const typing = { user: 'U0LEE', view_id: view?.id ?? '', action_id: 'options:pipeline' };
    const names = async (query: string) => {
      const { options } = await control.options({ ...typing, query });
      return options.map((option) => wordsOf({ blocks: [option] }));
    };
    expect(await names('shop')).toEqual(['list-shop-web']);
    expect(await names('LIST web')).toEqual(['list-shop-web']);
    expect(await names('nowhere')).toEqual([]);

    const calls = await story.callsDuring('StartPipelineExecution', async () => {
      const value = '1|123456789012|eu-west-1|list-shop-web||||';
      await story.submit('U0LEE', view, chosenPipeline(value));
      await control.settle();
      await story.submit('U0LEE', (await modalOf('U0LEE')) ?? undefined, {});
      await control.settle();
    });
    expect(calls).toBe(1);
  });

  it('offer guests nothing', async () => {
    const { control } = story.sandbox();
    const { view } = await control.shortcut({ user: 'U0GIL', callback_id: 'start_pipeline' });
    const asked = { user: 'U0GIL', view_id: view?.id ?? '', action_id: 'options:pipeline', query: '' };
    expect((await control.options(asked)).options).toEqual([]);
  });
});

describe('before Slack has its answer', () => {
  /** How often a form was opened and a request put on the bus. The two go out side by side, so that nobody waits for both. */
  async function callsFor(work: () => Promise<unknown>) {
    const count = async () => {
      const { slack, aws } = (await story.sandbox().control.state()).calls;
      return { opened: slack['views.open'] ?? 0, passedOn: aws['events:PutEvents'] ?? 0 };
    };
    await story.quiet();
    const before = await count();
    await work();
    await story.sandbox().control.settle();
    const after = await count();
    return { opened: after.opened - before.opened, passedOn: after.passedOn - before.passedOn };
  }

  it('a word, a form and a modal that is filled later take one round trip', async () => {
    const { control } = story.sandbox();
    const train = await story.waiting('one-trip');
    const { ts } = await story.card(train);
    const at = { user: 'U0LEE', channel: 'deployments' };

    expect(await callsFor(() => control.command({ ...at, text: 'list' }))).toEqual({ opened: 0, passedOn: 1 });
    expect(await callsFor(() => control.shortcut({ user: 'U0LEE', callback_id: 'start_pipeline' }))).toEqual({
      opened: 1,
      passedOn: 0,
    });
    const more = { ...at, ts, action_id: 'card:menu', value: 'more' };
    expect(await callsFor(() => control.click(more))).toEqual({ opened: 1, passedOn: 1 });
    expect(await callsFor(() => control.shortcut({ ...at, ts, callback_id: 'pipeline_actions' }))).toEqual({
      opened: 1,
      passedOn: 1,
    });
  });
});

describe('the shortcut on a message', () => {
  it('opens every word that applies now, and its buttons work', async () => {
    const { control } = story.sandbox();
    const train = await story.waiting('shortcut-card');
    const card = await story.card(train);

    await control.shortcut({ user: 'U0BEN', callback_id: 'pipeline_actions', channel: 'deployments', ts: card.ts });
    await control.settle();
    const modal = await modalOf('U0BEN');
    if (!modal) throw new Error('no modal is open');
    expect(buttonsOf(modal).map(({ action_id }) => action_id)).toEqual(
      expect.arrayContaining(['approval:approve', 'approval:reject', 'execution:stop', 'words:run']),
    );

    await control.click({ user: 'U0BEN', view_id: modal.id, action_id: 'approval:approve' });
    await story.approvalSays(train, /Approved by Ben Okafor/);
    await control.settle();
    expect(wordsOf((await modalOf('U0BEN')) ?? { blocks: [] })).not.toMatch(/is waiting for approval/);
  });

  it('says so where the message is about no execution', async () => {
    const { control } = story.sandbox();
    const { ts } = await control.message({ user: 'U0DANA', channel: 'deployments', text: 'good morning' });
    await control.shortcut({ user: 'U0DANA', callback_id: 'pipeline_actions', channel: 'deployments', ts });
    await control.settle();
    expect(wordsOf((await modalOf('U0DANA')) ?? { blocks: [] })).toContain('This message is about no execution');
  });
});

describe('a link to the console', () => {
  it('is told of beneath the message, without anything to press', async () => {
    const { control, slack } = story.sandbox();
    const train = await story.waiting('link-shared');
    const page = `https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/link-shared/executions/${train.executionId}/timeline?region=eu-west-1`;
    const { ts } = await control.message({ user: 'U0DANA', channel: 'deployments', text: `Look: ${page}` });
    await control.settle();
    const posted = (await look(slack, 'U0DANA')).messages.C0DEPLOYS?.find((message) => message.ts === ts);
    expect(JSON.stringify(posted?.attachments)).toContain('is waiting for approval');
    expect(buttonsOf({ blocks: posted?.attachments ?? [] })).toEqual([]);
  });
});
