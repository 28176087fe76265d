import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly path: string;
  readonly body: Record<string, string>;
  readonly authorization: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** never answers */
  readonly hang?: boolean;
}

/** A Web API that records what it is asked and answers as it is told; for answers that the sandbox does not give. */
export async function startFakeSlack(reply: (call: Call) => Reply) {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const isJson = (request.headers['content-type'] ?? '').includes('json');
    const body = isJson ? { json: text } : Object.fromEntries(new URLSearchParams(text));
    const call = { path: request.url ?? '', body, authorization: request.headers.authorization ?? '' };
    calls.push(call);
    const { status = 200, headers = {}, body: answer = { ok: true }, hang = false } = reply(call);
    if (hang) return;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${portOf(server)}`;
  return { calls, origin, apiUrl: `${origin}/api/`, close: () => closed(server) };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
