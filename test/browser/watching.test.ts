import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openWatched } from '../support/browser.ts';

const PAGE = '<!doctype html><title>watched</title><link rel="icon" href="data:,"><p>Nothing is wrong here.</p>';

let server: Server;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, {
      'content-type': 'text/html',
      'content-security-policy': "default-src 'self'; img-src 'self' data:",
    });
    response.end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** What the watch noticed when this ran in the page. */
async function noticed(script: () => unknown): Promise<string[]> {
  const { page, context, complaints } = await openWatched(browser);
  await page.goto(origin);
  await page.evaluate(script);
  await page.waitForLoadState('networkidle');
  await context.close();
  return complaints();
}

describe('the watch over every browser test', () => {
  it('is silent where nothing is wrong', async () => {
    expect(await noticed(() => undefined)).toEqual([]);
  });

  it('notices an error in the console', async () => {
    expect(await noticed(() => console.error('It went wrong'))).toEqual(['error: It went wrong']);
  });

  it('notices what the content policy blocks', async () => {
    const said = await noticed(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inline = true';
      document.body.append(script);
    });

    expect(said.join()).toMatch(/Content Security Policy/);
  });

  it('notices a request beyond this machine', async () => {
    const said = await noticed(() => {
      location.assign('http://elsewhere.invalid/');
    });

    expect(said).toContain('request to elsewhere.invalid');
  });

  it('notices an answer that is an error', async () => {
    expect((await noticed(() => fetch('/missing'))).join()).toContain(`404: ${origin}/missing`);
  });
});
