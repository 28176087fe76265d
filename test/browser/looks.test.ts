import { existsSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWatched } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { inProject } from '../support/packaged.ts';
import { openWorkspace, type WorkspacePage } from '../support/workspace-page.ts';

/** At the speed of life, so that stages take seconds as they would; the clock is moved instead. */
const { sandbox, browser } = inBrowser({ speed: 1 });

const NARROW = { width: 390, height: 844 };
const LARGEST_BYTES = 300 * 1024;

/** Opens the page in a window of this kind and takes its picture. Clock and commits differ each time, so the pictures that are kept
 * change only when asked: `SCREENSHOTS=keep npm test`. */
async function picture(
  name: string,
  options: BrowserContextOptions,
  show: (workspace: WorkspacePage) => Promise<void>,
  as?: string,
): Promise<void> {
  const { page, context, complaints } = await openWatched(browser(), options);
  await page.addInitScript(() => localStorage.setItem('signalbox.welcomed', 'yes'));
  await show(await openWorkspace(page, sandbox().slack, as));
  await page.mouse.move(0, 0);
  expect(await sidewaysScroll(page)).toBe(0);
  const kept = inProject(`test/browser/screenshots/${name}.png`);
  const png = await page.screenshot(process.env.SCREENSHOTS === 'keep' ? { path: kept } : {});
  expect(png.length).toBeLessThan(LARGEST_BYTES);
  expect(existsSync(kept)).toBe(true);
  expect(complaints()).toEqual([]);
  await context.close();
}

/** By how many pixels the page is wider than the window. */
const sidewaysScroll = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

const waits = async ({ see, messages }: WorkspacePage) => {
  await see(messages('Go-ahead', 'is waiting for approval'));
};

beforeAll(async () => {
  await sandbox().control.commit({ pipeline: 'nightly-etl', message: 'Orders with a currency', author: 'lee' });
  await sandbox().control.commit({
    pipeline: 'network-infra',
    message: 'Wider subnets for the new zone',
    author: 'ines',
    fail: 'Plan/Edge',
  });
  // Time goes by as it would: a few seconds, and Slack's pace with them.
  for (let step = 0; step < 20; step++) await sandbox().control.advance(5_000);
  await sandbox().control.settle();
}, 60_000);

describe('the workspace page', () => {
  it('shows an approval that waits, beside the pipelines as they are', () =>
    picture(
      'approval-waits',
      {},
      async (workspace) => {
        await workspace.see(workspace.messages('failed in network-infra', 'Edge'));
        await waits(workspace);
      },
      'ben',
    ));

  it('is dark where the system is', () => picture('dark', { colorScheme: 'dark' }, waits, 'ben'));

  it('shows a failure in its thread', () =>
    picture('failure-in-thread', {}, async ({ page, see, messages, replies }) => {
      const failure = await see(messages('failed in network-infra', 'replied to a thread'));
      await failure.getByRole('button', { name: 'replied to a thread' }).click();
      await see(replies('failed in network-infra'));
      await page.getByRole('heading', { name: /^Thread/ }).waitFor();
    }));

  it('asks for the reason of a rejection in a modal', () =>
    picture(
      'reject-modal',
      {},
      async ({ see, messages, modal }) => {
        const approval = await see(messages('Go-ahead', 'is waiting for approval'));
        await approval.getByRole('button', { name: /^Reject/ }).click();
        await modal('Reject').waitFor();
      },
      'lee', // whose form it then is; nobody else sees it
    ));

  it('shows one panel at a time on a phone, without scrolling sideways', () =>
    picture('narrow', { viewport: NARROW }, waits, 'ben'));

  it('shows the yard on a phone', () =>
    picture('narrow-yard', { viewport: NARROW, colorScheme: 'dark' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Railway yard' }).click();
      await page.getByRole('heading', { name: 'shop-web' }).waitFor();
    }));

  it('answers a command in private', () =>
    picture('status', {}, async ({ page, see, messages }) => {
      await page.getByRole('textbox', { name: /^Command in/ }).fill('/pipeline status shop-web');
      await page.keyboard.press('Enter');
      await see(messages('Only visible to you', 'shop-web'));
    }));
});
