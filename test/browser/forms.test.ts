import type { ModalView } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { everyInput, input, modal, option, words } from '../support/every-element.ts';
import { inBrowserOfAnApp } from '../support/in-browser-of-an-app.ts';
import type { Sent } from '../support/page-of-an-app.ts';

const { app, workspace, does, sent } = inBrowserOfAnApp();

const PIPELINES = ['shop-web', 'shop-api', 'network-infra'];
const suggest = ({ value }: Sent) => ({
  options: PIPELINES.filter((name) => name.includes(String(value))).map((name) => option(name)),
});

/** Opens this modal by the app's global shortcut, from the keyboard. */
async function open(view: ModalView, answer: (sent: Sent) => object | string = () => '') {
  does(async (said, client) => {
    if (said.type === 'shortcut') await client.views.open({ trigger_id: String(said.trigger_id), view });
    if (said.type === 'block_suggestion') return suggest(said);
    return said.type === 'view_submission' ? answer(said) : '';
  });
  const { page } = workspace();
  await page.getByRole('button', { name: 'Shortcuts', exact: true }).press('Enter');
  await page.getByRole('menuitem', { name: /^Start a pipeline/ }).press('Enter');
  const form = page.getByRole('dialog', { name: view.title.text });
  await form.waitFor();
  return form;
}

const Submission = z.object({ view: z.object({ state: z.object({ values: z.record(z.string(), z.unknown()) }) }) });
const FileIds = z
  .object({ a: z.object({ files: z.array(z.object({ id: z.string() })) }) })
  .transform(({ a }) => a.files.map(({ id }) => id));

describe('a modal with every input that Slack has', () => {
  it('is filled in by mouse and keyboard, and arrives at the app as Slack would send it', async () => {
    const { page } = workspace();
    const form = await open(modal('Start a pipeline', everyInput));
    const list = form.getByRole('listbox', { name: 'Options' });

    await form.getByRole('combobox', { name: 'Pipeline' }).fill('s');
    await form.getByText('Type 1 more letter to search.').first().waitFor();
    await page.keyboard.type('hop');
    await list.getByRole('option', { name: 'shop-api' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Clear shop-api' }).waitFor();
    await form.getByRole('combobox', { name: /^Stages/ }).click();
    await list.getByRole('option', { name: 'shop-web' }).click();
    await page.keyboard.type('net');
    await list.getByText('network-infra').click();
    await page.keyboard.press('Escape');
    await form.getByRole('button', { name: 'Remove shop-web' }).press('Enter');

    await form.getByLabel('Region').selectOption('Frankfurt');
    await form
      .getByRole('group', { name: /^Who is told/ })
      .getByLabel('Ben Okafor')
      .check();
    await form.getByLabel('Owner').selectOption('Ines Duarte');
    await form.getByLabel('Channel (optional)').selectOption('#general');
    await form.getByLabel('All at once').press('ArrowDown');
    await form.getByLabel('Wait for a quiet moment').press('Space');
    await form.getByLabel('Day').fill('2026-12-24');
    await form.getByLabel('Hour').fill('16:30');
    await form.getByLabel('Not after').fill('2026-12-24T18:00');
    await form.getByLabel('Share of the canary').fill('10');
    await form.getByLabel('Report to').fill('ines@railway.example');
    await form.getByLabel('Ticket').fill('https://tickets.example/7');
    await form.getByLabel('Reason').fill('Before the holidays');
    await form.getByLabel('Notes').fill('Quietly');
    await form.getByLabel('Definition').setInputFiles([
      { name: 'shop.json', mimeType: 'application/json', buffer: Buffer.from('{"stages":[]}') },
      { name: 'more.yml', mimeType: 'text/yaml', buffer: Buffer.from('a: b') },
    ]);
    await form.getByRole('button', { name: 'Remove more.yml' }).click();
    await form.getByRole('button', { name: 'Start', exact: true }).click();
    await form.waitFor({ state: 'detached' });

    const { values } = Submission.parse(await sent('view_submission')).view.state;
    const file = { name: 'shop.json', filetype: 'json', size: 13, url_private_download: expect.any(String) };
    const at = { emoji: true, type: 'plain_text' };
    expect(values).toMatchObject({
      pipeline: { a: { selected_option: { value: 'shop-api' } } },
      stages: { a: { selected_options: [{ text: { ...words('network-infra') }, value: 'network-infra' }] } },
      region: { a: { selected_option: { text: { ...at, text: 'Frankfurt' }, value: 'eu-central-1' } } },
      who: { a: { selected_users: ['U0BEN'] } },
      owner: { a: { selected_user: 'U0INES' } },
      channel: { a: { selected_conversation: 'C0GENERAL' } },
      strategy: { a: { selected_option: { value: 'rolling' } } },
      checks: { a: { selected_options: [{ value: 'wait' }] } },
      day: { a: { selected_date: '2026-12-24' } },
      hour: { a: { selected_time: '16:30' } },
      until: { a: { selected_date_time: Date.UTC(2026, 11, 24, 18) / 1000 } },
      canary: { a: { value: '10' } },
      mail: { a: { value: 'ines@railway.example' } },
      ticket: { a: { value: 'https://tickets.example/7' } },
      reason: { a: { value: 'Before the holidays' } },
      notes: { a: { rich_text_value: { elements: [{ elements: [{ text: 'Quietly' }] }] } } },
      draft: { a: { files: [file] } },
    });
    const { file: info } = await app().client.files.info({ file: FileIds.parse(values.draft)[0] ?? '' });
    const downloaded = await fetch(info?.url_private_download ?? '', {
      headers: { authorization: `Bearer ${app().client.token}` },
    });
    expect(await downloaded.text()).toBe('{"stages":[]}');
  });

  it('says what is wrong before anything is sent, and goes there', async () => {
    const { page } = workspace();
    const form = await open(modal('Start a pipeline', everyInput));
    await form.getByRole('button', { name: 'Start', exact: true }).click();
    expect(await form.getByText('Please complete this required field.').count()).toBe(8);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
    await form.getByLabel('Definition').setInputFiles({ name: 'a.exe', mimeType: 'x/y', buffer: Buffer.from('MZ') });
    await form.getByText('a.exe is none of json, yml.').waitFor();
    expect(app().sent.map(({ type }) => type)).toEqual(['shortcut']);
    await form.getByRole('button', { name: 'Cancel' }).click();
  });
});

describe('a modal', () => {
  const reason = (title: string) => modal(title, [input('why', 'Reason', { type: 'plain_text_input' })]);
  const loading = modal('Start', [{ type: 'section', text: words('Looking at shop-web…') }]);

  it('that loads becomes the form, which takes the focus; another on top is left by going back', async () => {
    const { page, modal: dialog } = workspace();
    const form = await open(loading, () => ({ response_action: 'push', view: reason('Really?') }));
    const id = (await form.getAttribute('data-view-id')) ?? '';
    await app().client.views.update({ view_id: id, view: reason('Start') });
    await form.getByLabel('Reason').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.type('It is time');
    await page.keyboard.press('Enter');

    await dialog('Really?').getByRole('button', { name: 'Back' }).click();
    await dialog('Start').waitFor();
    expect(await dialog('Start').getByLabel('Reason').inputValue()).toBe('It is time');
    await page.keyboard.press('Escape');
    await dialog('Start').waitFor({ state: 'detached' });
  });

  it('stays, and says so, when the app does not respond; what was typed is still there', async () => {
    const { page } = workspace();
    const form = await open(reason('Start'));
    does(null);
    await form.getByLabel('Reason').fill('It is time');
    await page.keyboard.press('Enter');
    await form.getByText('We had some trouble connecting. Try again? (the app did not respond)').waitFor();
    expect(await form.getByLabel('Reason').inputValue()).toBe('It is time');
    await form.getByRole('button', { name: 'Cancel' }).click();
  });

  it('whose options cannot be loaded says why', async () => {
    const { page } = workspace();
    const form = await open(modal('Start', [input('pipeline', 'Pipeline', { type: 'external_select' })]));
    does(null);
    await form.getByRole('combobox', { name: 'Pipeline' }).fill('shop');
    await form.getByText('No options could be loaded: the app did not respond.').first().waitFor();
    does(async (said) => (said.type === 'block_suggestion' ? { options: [] } : ''));
    await page.keyboard.type('-');
    await form.getByText('Nothing matches.').first().waitFor();
    await page.keyboard.press('Escape');
    await form.getByRole('button', { name: 'Cancel' }).click();
  });
});
