import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import { refusal } from './guard.ts';
import { json } from './json.ts';
import { NO_ANSWER } from './no-answer.ts';
import { readBody } from './read-body.ts';

export interface Listener {
  port: number;
  close(): Promise<void>;
}

export interface Service {
  handle(request: HttpRequest): Promise<HttpResponse>;
  /** Takes a request over for good (an event stream).
   * @returns whether it did */
  stream?(request: IncomingMessage, response: ServerResponse): boolean;
  /** What clients may compare their clocks with. */
  now(): number;
}

/** The port is taken by somebody else. */
export class PortInUse extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`Port ${port} is in use`);
    this.port = port;
  }
}

const lowerCase = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

async function answer(service: Service, request: IncomingMessage): Promise<HttpResponse> {
  const body = await readBody(request);
  if (body === null)
    return json(413, { ok: false, error: 'request_too_large', message: 'Request body is larger than 6 MB' });
  return service.handle({
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: lowerCase(request.headers),
    body,
  });
}

/** Longer than any client of ours waits; whoever still waits then sees the connection break. */
const SILENCE_LIMIT_MS = 30_000;

/** Says nothing until the caller gives up. */
function keepSilent(response: ServerResponse): void {
  const limit = setTimeout(() => response.destroy(), SILENCE_LIMIT_MS);
  response.on('close', () => clearTimeout(limit));
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse, now: number): void {
  if (response.destroyed) return;
  if (status === NO_ANSWER.status) {
    keepSilent(response);
    return;
  }
  response.writeHead(status, {
    date: new Date(now).toUTCString(),
    'x-content-type-options': 'nosniff',
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/**
 * Listens on 127.0.0.1.
 * @param port 0 picks a free one
 * @throws PortInUse
 */
export function serve(port: number, service: Service, report: (error: unknown) => void): Promise<Listener> {
  const server = createServer((request, response) => {
    const refused = refusal(request.headers);
    if (refused !== null) {
      request.resume();
      return send(response, json(403, { ok: false, error: 'forbidden', message: refused }), service.now());
    }
    if (service.stream?.(request, response)) return;
    answer(service, request).then(
      (result) => send(response, result, service.now()),
      (error: unknown) => {
        // The caller went away in the middle of its body: nobody is left to answer.
        if (request.destroyed && !request.complete) return;
        report(error);
        send(response, json(500, { ok: false, error: 'internal_error', message: String(error) }), service.now());
      },
    );
  });
  // Clients of the SDK keep connections for long; a shorter limit here would cut one off just as it is used again.
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port) : error),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
