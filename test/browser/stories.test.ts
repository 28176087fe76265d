import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openWatched, type WatchedPage } from '../support/browser.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';
import { openWorkspace, type WorkspacePage } from '../support/workspace-page.ts';

let sandbox: SandboxUnderTest;
let browser: Browser;
let watched: WatchedPage;
let workspace: WorkspacePage;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ demo: true }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});
beforeEach(async () => {
  watched = await openWatched(browser);
  workspace = await openWorkspace(watched.page, sandbox.slack);
});
afterEach(async () => {
  expect(watched.complaints()).toEqual([]);
  await watched.context.close();
});

/** The approval of one commit, while somebody can still decide. */
const waiting = (commit: string) => workspace.messages('is waiting for approval', 'Go-ahead', commit);

describe('by mouse, on the page', () => {
  it('a commit is pushed, waits, is approved by Ben and goes live, and the card says so', async () => {
    await workspace.speed(60);
    const commit = await workspace.push('shop-web', 'good');

    // What the demo itself pushed at the start is in front: it goes first.
    await workspace.switchTo('Ben Okafor');
    await approve(await workspace.see(workspace.messages('Approve/Go-ahead', 'is waiting for approval')));
    await approve(await workspace.see(waiting(commit)));

    await workspace.see(workspace.messages('succeeded · live in Prod', commit));
    await workspace.see(workspace.messages('Approve/Go-ahead', 'Approved by Ben Okafor', commit));
    await expect.poll(() => workspace.yardState('shop-web').textContent()).toMatch(/succeeded/);
  });
});

async function approve(message: import('playwright-core').Locator) {
  await message.getByRole('button', { name: /^Approve / }).click();
}
