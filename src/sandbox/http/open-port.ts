import type { HttpResponse } from '../ports.ts';
import { json } from './json.ts';
import { type Listener, type Service, serve } from './serve.ts';

/** A port that listens before there is somebody to answer: each side of the sandbox has to know the other's address first. */
export interface OpenPort {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** From now on this service answers. */
  give(service: Service): void;
  close: Listener['close'];
}

const STARTING: HttpResponse = json(503, { ok: false, error: 'The sandbox is starting' });

/**
 * @param port 0 picks a free one
 * @throws PortInUse
 */
export async function openPort(port: number, now: () => number, report: (error: unknown) => void): Promise<OpenPort> {
  let service: Service | undefined;
  const listener = await serve(
    port,
    {
      now,
      handle: async (request) => service?.handle(request) ?? STARTING,
      stream: (request, response) => service?.stream?.(request, response) ?? false,
    },
    report,
  );
  return {
    origin: `http://127.0.0.1:${listener.port}`,
    give(given) {
      service = given;
    },
    close: listener.close,
  };
}
