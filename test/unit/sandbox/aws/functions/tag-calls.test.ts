import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../../../../../src/sandbox/aws/functions/pool.ts';
import { CALL_TAG } from '../../../../../src/sandbox/faults/call-tag.ts';

const SOURCE = `
  import http, { get, request } from 'node:http';
  const end = (call) => new Promise((done) => call.on('response', (r) => r.resume().on('end', done)).end());
  export const handler = async ({ url }) => {
    await fetch(url + 'fetch');
    await fetch(new Request(url + 'Request', { method: 'POST', body: 'x' }));
    await end(request(url + 'request', { headers: { 'x-own': '1' } }));
    await end(http.request(new URL(url + 'http.request')));
    await end(get(url + 'get'));
  };`;

let root: string;
let server: Server;
let url: string;
const seen: (readonly [string | undefined, unknown])[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'signalbox-tags-'));
  await writeFile(join(root, 'f.mjs'), SOURCE);
  await build({
    entryPoints: ['src/sandbox/aws/functions/worker.ts'],
    outfile: join(root, 'worker.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  server = createServer((incoming, response) => {
    seen.push([incoming.url, incoming.headers[CALL_TAG]]);
    response.end('ok');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true });
});

describe('the calls of a function', () => {
  it('say on behalf of which invocation they are made, whatever client makes them', async () => {
    let ids = 0;
    const pool = createPool({
      bootstrap: pathToFileURL(join(root, 'worker.mjs')),
      env: {},
      start: {
        bundle: pathToFileURL(join(root, 'f.mjs')).href,
        handler: 'handler',
        functionName: 'f',
        functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
        memoryMb: 128,
        offset: new SharedArrayBuffer(8),
      },
      timeoutMs: 5_000,
      newId: () => `invocation-${++ids}`,
      onOutput: () => {},
      onViolation: () => {},
    });

    expect(await pool.invoke(JSON.stringify({ url }), 1)).toEqual({ ok: true, payload: null });
    expect(await pool.invoke(JSON.stringify({ url }), 1)).toEqual({ ok: true, payload: null });
    await pool.stop();

    const ways = ['/fetch', '/Request', '/request', '/http.request', '/get'];
    const calls = (id: string) => ways.map((way) => [way, id]);
    expect(seen).toEqual([...calls('invocation-1'), ...calls('invocation-2')]);
  });
});
