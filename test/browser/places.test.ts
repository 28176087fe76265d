import type { KnownBlock } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { home, option, words } from '../support/every-element.ts';
import { inBrowserOfAnApp } from '../support/in-browser-of-an-app.ts';

const { app, workspace, does, sent, write } = inBrowserOfAnApp();

const LINK = 'https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/view';
const says = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('the App Home', () => {
  it('is drawn when it is opened, redrawn when the app draws again, and its buttons work', async () => {
    const { page } = workspace();
    const waiting: KnownBlock = {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'go', value: 'shop-web', text: words('Approve') }],
    };
    does(async (said, client) => {
      if (said.type === 'app_home_opened')
        await client.views.publish({ user_id: String(said.user), view: home(says('shop-web waits'), waiting) });
      if (said.type === 'block_actions')
        await client.views.publish({ user_id: 'U0DANA', view: home(says('Nothing waits for you')) });
      return '';
    });
    await page.getByRole('button', { name: 'App Home of Signalbox' }).press('Enter');
    await page.getByText('shop-web waits').waitFor();
    expect(await sent('app_home_opened')).toMatchObject({ user: 'U0DANA', tab: 'home' });
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Nothing waits for you').waitFor();
    expect(await sent('block_actions')).toMatchObject({ view: { type: 'home' }, actions: [{ value: 'shop-web' }] });
  });
});

describe('what people write', () => {
  it('shows, and below a link what the app knows of it; the app hears of nothing else', async () => {
    const { see, messages } = workspace();
    await write('Is <b>Prod</b> quiet? *Really*');
    await see(messages('Dana Reyes', 'Is <b>Prod</b> quiet?'));
    expect(app().sent).toEqual([]);

    await write(`Look: ${LINK}`);
    const { channel, unfurl_id, source } = await sent('link_shared');
    expect(channel).toBe('C0DEPLOYS');
    const blocks = [says('*shop-web* succeeded'), { type: 'context' as const, elements: [words('as of 14:03')] }];
    await expect
      .poll(() =>
        app()
          .client.chat.unfurl({
            unfurl_id: String(unfurl_id),
            source: source as 'conversations_history',
            unfurls: { [LINK]: { blocks } },
          })
          .then(({ ok }) => ok)
          .catch(() => false),
      )
      .toBe(true);
    const message = await see(messages('Look:', 'shop-web succeeded', 'as of 14:03'));
    await message.getByRole('region', { name: 'Preview' }).waitFor();
  });

  it('goes into a thread, where no commands are taken, and to the app', async () => {
    const { page, see, messages, replies } = workspace();
    await write('Lunch?');
    const message = await see(messages('Lunch?'));
    await message.hover();
    await message.getByRole('button', { name: 'Reply in thread' }).click();
    const reply = page.getByRole('textbox', { name: 'Reply in this thread' });
    await reply.fill('/pipeline status');
    await page.keyboard.press('Enter');
    await page.getByText('/pipeline is not supported in threads. Sorry!').waitFor();
    await reply.fill('Gladly');
    await page.keyboard.press('Enter');
    await see(replies('Dana Reyes', 'Gladly'));
    await page.getByRole('button', { name: 'Close thread' }).click();

    await page.getByRole('button', { name: 'Direct messages with Signalbox' }).click();
    await write('psst');
    await page.getByRole('log', { name: 'Messages of Signalbox' }).getByText('psst').waitFor();
    expect(app().sent).toEqual([]);
  });
});

describe('the command box', () => {
  it('offers what can follow, by keyboard alone, and says which command there is', async () => {
    const { page, see, messages } = workspace();
    does(async ({ command, text }) => (command ? `You said ${text}.` : ''));
    const box = page.getByRole('textbox', { name: /^Command in/ });
    await box.press('/');
    await page.getByRole('option', { name: /^Start a pipeline/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await box.inputValue()).toBe('/pipeline ');
    await page.keyboard.type('st');
    await page.getByRole('option', { name: /^start/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toBe('/pipeline start ');
    await page.keyboard.type('shop-web');
    await page.keyboard.press('Enter');
    await see(messages('Only visible to you', 'You said start shop-web.'));

    await write('/deploy shop-web');
    await page.getByText('/deploy is not a valid command. There is /pipeline.').waitFor();
  });

  it('says in Slack’s words that the app did not respond, to a command, a click and a shortcut', async () => {
    const { page, see, messages } = workspace();
    does(null);
    await write('/pipeline status');
    await see(messages('Slackbot', '/pipeline failed because the app did not respond'));
    const blocks = [
      { type: 'actions' as const, elements: [{ type: 'button' as const, action_id: 'late', text: words('Too late') }] },
    ];
    await app().client.chat.postMessage({ channel: 'C0DEPLOYS', text: 'Late?', blocks });
    await page.getByRole('button', { name: 'Too late' }).click();
    await see(messages('Your click failed because the app did not respond'));
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Message actions' }).last().press('Enter');
    await page.getByRole('menuitem', { name: /^Pipeline actions/ }).press('Enter');
    await see(messages('“Pipeline actions…” failed because the app did not respond'));
    expect(await sent('message_action')).toMatchObject({ callback_id: 'open', channel: { id: 'C0DEPLOYS' } });
  });
});

describe('what a bot sends', () => {
  it('is drawn or named, never dropped', async () => {
    const { see, messages } = workspace();
    const chart = { type: 'pie', segments: [{ label: 'green', value: 3 }] };
    await app().client.apiCall('chat.postMessage', {
      channel: 'C0DEPLOYS',
      text: 'A bit of everything',
      blocks: [
        says('Everything'),
        { type: 'data_visualization', title: 'Builds', chart },
        {
          type: 'actions',
          elements: [{ type: 'external_select', action_id: 'later', placeholder: words('Which pipeline') }],
        },
        {
          type: 'actions',
          elements: [
            { type: 'workflow_button', text: words('Flow'), workflow: { trigger: { url: 'https://x.example' } } },
          ],
        },
      ],
      attachments: [
        {
          pretext: 'By the way',
          title: 'Old news',
          text: '*as ever*',
          fields: [{ title: 'Red', value: '2' }],
          color: 'danger',
        },
      ],
    });
    const message = await see(messages('Everything', 'By the way', 'Old news', 'as ever', 'Red'));
    await message.getByText('unsupported block: data_visualization').waitFor();
    await message.getByText('unsupported element: workflow_button').waitFor();

    does(async ({ type }) => (type === 'block_suggestion' ? { options: [option('shop-web')] } : ''));
    await message.getByRole('combobox', { name: 'Which pipeline' }).fill('shop');
    await message.getByRole('option', { name: 'shop-web' }).click();
    expect(await sent('block_actions')).toMatchObject({ actions: [{ selected_option: { value: 'shop-web' } }] });
  });
});
