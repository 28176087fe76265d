import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser } from './chromium.ts';

/** Nothing but what a test asks for: no updates, no telemetry, no guesses about the network. */
const FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
  // Containers and CI run as root, where Chromium's own sandbox cannot start; it only ever sees the page under test.
  '--no-sandbox',
];

/** @throws Error that says what to install, where npm brings no browser and none is installed: a browser test is never skipped */
export async function launchBrowser(): Promise<Browser> {
  const found = await findBrowser();
  try {
    return await chromium.launch({ ...found, args: FLAGS });
  } catch (error) {
    if (found.channel === undefined) throw error;
    throw new Error(
      `The browser tests need Google Chrome on ${process.platform}/${process.arch}, where npm brings no browser. Install it from https://www.google.com/chrome and run them again.`,
      { cause: error },
    );
  }
}

/** A page that is watched from its first byte. */
export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  /** What must not happen: errors in the console or the page, blocked content, requests beyond this machine. */
  complaints(): string[];
}

const LOOPBACK = ['127.0.0.1', 'localhost'];

/** Opens a window of its own: no storage is shared with any other. */
export async function openWatched(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const said: string[] = [];
  // Chromium reports what its content policy blocks as an error in the console.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && !LOOPBACK.includes(hostname)) said.push(`request to ${hostname}`);
  });
  page.on('requestfailed', (request) => {
    // A stream ends when the person is switched or the page is left.
    const isStream = new URL(request.url()).pathname === '/sandbox/stream';
    if (!isStream) said.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`${response.status()}: ${response.url()}`);
  });
  return { page, context, complaints: () => said };
}
