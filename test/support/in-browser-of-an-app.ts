import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser, openWatched, type WatchedPage } from './browser.ts';
import { type PageOfAnApp, type Sent, servePageOf, type TestApp } from './page-of-an-app.ts';
import { openWorkspace, type WorkspacePage } from './workspace-page.ts';

export interface InBrowserOfAnApp {
  app(): PageOfAnApp;
  workspace(): WorkspacePage;
  /** what the app of the running test does; until it is told, it answers with nothing */
  does(app: TestApp): void;
  /** What Slack sent last of this kind; waits until something was sent. */
  sent(type: string): Promise<Sent>;
  /** the box in which commands and messages are written */
  write(line: string): Promise<void>;
}

/** Nothing here waits for a pipeline. */
const PATIENCE_MS = 20_000;

/** One browser for the tests of a file, and for each test a workspace of its own in front of an app that the test makes up; nothing
 * may go wrong unnoticed. The page is opened as Dana in #deployments. */
export function inBrowserOfAnApp(): InBrowserOfAnApp {
  let page: PageOfAnApp;
  let browser: Browser;
  let watched: WatchedPage;
  let workspace: WorkspacePage;
  let current: TestApp = async () => '';

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    current = async () => '';
    page = await servePageOf(() => current);
    watched = await openWatched(browser);
    await watched.page.addInitScript(() => localStorage.setItem('signalbox.welcomed', 'yes'));
    workspace = await openWorkspace(watched.page, page.origin);
    watched.page.setDefaultTimeout(PATIENCE_MS);
  });
  afterEach(async () => {
    await watched.context.close();
    await page.stop();
    expect(watched.complaints()).toEqual([]);
  });
  return {
    app: () => page,
    workspace: () => workspace,
    does(app) {
      current = app;
    },
    async sent(type) {
      await expect.poll(() => page.sent.some((each) => each.type === type)).toBe(true);
      return page.sent.findLast((each) => each.type === type) ?? {};
    },
    async write(line) {
      await workspace.page.getByRole('textbox', { name: /^Command in/ }).fill(line);
      await workspace.page.keyboard.press('Enter');
    },
  };
}
