import type { Locator, Page } from 'playwright-core';

/** Real time that anything on the page may take to show: in a full channel a card waits for the minute's sweep. */
const PATIENCE_MS = 75_000;

/** The workspace page as a person uses it: everything is found by what it says or is called, nothing by how it is built. */
export interface WorkspacePage {
  page: Page;
  /** Messages of the channel on the screen that contain every one of these words. */
  messages(...words: string[]): Locator;
  /** Replies of the open thread that contain these words. */
  replies(...words: string[]): Locator;
  /** Waits until exactly such a message shows; the newest one when there are several. */
  see(message: Locator): Promise<Locator>;
  /** Presses the button that pushes a commit.
   * @returns the commit's short id, as the yard shows it */
  push(pipeline: string, kind: 'good' | 'breaking'): Promise<string>;
  switchTo(name: string): Promise<void>;
  speed(times: 1 | 10 | 60): Promise<void>;
  /** how the yard says that a pipeline stands: `succeeded` */
  yardState(pipeline: string): Locator;
  modal(title: string): Locator;
}

/** Opens the workspace of a sandbox, at the first channel.
 * @param as a person's handle; the page itself chooses otherwise */
export async function openWorkspace(page: Page, origin: string, as?: string): Promise<WorkspacePage> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(as === undefined ? origin : `${origin}/#as=${as}`);
  await page.getByRole('log', { name: /^Messages of #/ }).waitFor();

  const card = (pipeline: string) => page.getByRole('region', { name: `Pipeline ${pipeline}` });
  const within = (place: Locator, words: readonly string[]) =>
    words.reduce((found, word) => found.filter({ hasText: word }), place.getByRole('article'));

  return {
    page,
    messages: (...words) => within(page.getByRole('log', { name: /^Messages of #/ }), words),
    replies: (...words) => within(page.getByRole('complementary', { name: 'Thread' }), words),
    async see(message) {
      await message.last().waitFor();
      return message.last();
    },
    async push(pipeline, kind) {
      const commit = card(pipeline).locator('code');
      const before = await commit.textContent({ timeout: 1_000 }).catch(() => '');
      const label = kind === 'good' ? `Push a commit to ${pipeline}` : `Push a breaking commit to ${pipeline}`;
      await card(pipeline).getByRole('button', { name: label }).click();
      const pushed = card(pipeline).locator('code', { hasNotText: before || 'nothing' });
      return (await pushed.textContent()) ?? '';
    },
    async switchTo(name) {
      await page.getByRole('button', { name: /Switch person$/ }).click();
      await page.getByRole('menuitemradio', { name }).click();
      await page.getByRole('button', { name: `Acting as ${name}. Switch person` }).waitFor();
      // Until the page of that person has come, nothing on it can be pressed.
      await page.locator('.app[aria-busy=false]').waitFor();
    },
    async speed(times) {
      const button = page.getByRole('button', { name: `Speed times ${times}`, exact: true });
      await button.click();
      await page.locator('[aria-pressed=true]').getByText(`×${times}`, { exact: true }).waitFor();
    },
    yardState: (pipeline) => card(pipeline).locator('.yard-state'),
    modal: (title) => page.getByRole('dialog', { name: title }),
  };
}
