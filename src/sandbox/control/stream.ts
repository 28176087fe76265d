import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultDesk } from '../faults/index.ts';
import { pathOf, queryOf } from '../http/split-url.ts';
import { type CodePipelineService, ControlError, type SlackWorkspace } from '../ports.ts';
import type { RequestLog } from '../request-log.ts';
import type { Pace } from './pace.ts';

/** What the page draws: one person's workspace and the railway yard, whole, after each change. */
export interface PageStream {
  /** Takes over `GET /sandbox/stream?user=`.
   * @returns whether the request was for it */
  take(request: IncomingMessage, response: ServerResponse): boolean;
  /** Something changed that no part announces (the clock). */
  changed(): void;
  stop(): void;
}

/** Changes that come together are drawn together. */
const DEBOUNCE_MS = 60;
/** Proxies and browsers drop a stream that says nothing. */
const SIGN_OF_LIFE_MS = 15_000;

export function createPageStream(deps: {
  slack: SlackWorkspace;
  codepipeline: CodePipelineService;
  pace: Pace;
  faults: Pick<FaultDesk, 'inForce' | 'struck' | 'onChange'>;
  log: RequestLog;
  now: () => number;
}): PageStream {
  const { slack, codepipeline, pace, faults, log, now } = deps;
  const viewers = new Map<ServerResponse, string>();
  let planned: NodeJS.Timeout | undefined;

  const picture = (user: string) => ({
    workspace: slack.snapshot(user),
    yard: {
      pipelines: codepipeline.yard(),
      clock: { now: now(), ...pace.now() },
      weather: { faults: faults.inForce(), struck: faults.struck() },
      log: log.newest(),
    },
  });

  function draw(response: ServerResponse, user: string): void {
    response.write(`data: ${JSON.stringify(picture(user))}\n\n`);
  }

  function changed(): void {
    planned ??= setTimeout(() => {
      planned = undefined;
      for (const [response, user] of viewers) draw(response, user);
    }, DEBOUNCE_MS);
  }

  for (const part of [slack, codepipeline, pace, faults, log]) part.onChange(changed);
  const signOfLife = setInterval(() => {
    for (const response of viewers.keys()) response.write(':\n\n');
  }, SIGN_OF_LIFE_MS);

  return {
    changed,
    take(request, response) {
      const url = request.url ?? '/';
      if (pathOf(url) !== '/sandbox/stream' || request.method !== 'GET') return false;
      const user = new URLSearchParams(queryOf(url)).get('user') ?? '';
      try {
        slack.snapshot(user);
      } catch (error) {
        if (!(error instanceof ControlError)) throw error;
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ok: false, error: error.message }));
        return true;
      }
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      response.on('close', () => viewers.delete(response));
      viewers.set(response, user);
      draw(response, user);
      return true;
    },
    stop() {
      clearTimeout(planned);
      clearInterval(signOfLife);
      for (const response of viewers.keys()) response.end();
      viewers.clear();
    },
  };
}
