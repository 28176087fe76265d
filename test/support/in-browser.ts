import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser, openWatched, type WatchedPage } from './browser.ts';
import { type SandboxUnderTest, startSandbox } from './sandbox.ts';
import { openWorkspace, type WorkspacePage } from './workspace-page.ts';

export interface InBrowser {
  sandbox(): SandboxUnderTest;
  browser(): Browser;
  /** the page of the running test, opened as Dana in #deployments */
  workspace(): WorkspacePage;
}

/** One sandbox with the demo and one browser for the tests of a file, and for each test a window of its own, in which nothing may
 * go wrong unnoticed.
 * @param options.speed of the simulated actions
 * @param options.policy a policy file in place of the demo's */
export function inBrowser({ speed = 60, policy }: { speed?: number; policy?: string } = {}): InBrowser {
  let sandbox: SandboxUnderTest;
  let browser: Browser;
  let watched: WatchedPage;
  let workspace: WorkspacePage;

  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([
      startSandbox({ demo: true, speed, ...(policy === undefined ? {} : { policy }) }),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
    expect(sandbox?.complaints()).toBe('');
  });
  beforeEach(async () => {
    watched = await openWatched(browser);
    workspace = await openWorkspace(watched.page, sandbox.slack);
  });
  afterEach(async () => {
    await watched.context.close();
    expect(watched.complaints()).toEqual([]);
  });
  return { sandbox: () => sandbox, browser: () => browser, workspace: () => workspace };
}
