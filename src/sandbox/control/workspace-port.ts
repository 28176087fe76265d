import { json } from '../http/json.ts';
import type { Service } from '../http/serve.ts';
import { pathOf } from '../http/split-url.ts';
import type { HttpRequest, HttpResponse, SlackWorkspace } from '../ports.ts';
import type { PageStream } from './stream.ts';

/** What Slack answers for. */
const SLACKS = ['/api/', '/response/', '/upload/', '/files-pri/'];

/** Everything on the Slack port: the page, Slack's Web API, response URLs and files, and the control calls. */
export function createWorkspacePort(deps: {
  slack: SlackWorkspace;
  stream: PageStream;
  control: (request: HttpRequest) => Promise<HttpResponse>;
  page: (path: string) => Promise<HttpResponse | null>;
  now: () => number;
}): Service {
  return {
    now: deps.now,
    stream: deps.stream.take,
    async handle(request) {
      const path = pathOf(request.url);
      if (SLACKS.some((own) => path.startsWith(own))) return deps.slack.handle(request);
      if (path.startsWith('/control/')) return deps.control(request);
      const file = request.method === 'GET' || request.method === 'HEAD' ? await deps.page(path) : null;
      return file ?? json(404, { ok: false, error: `There is nothing at ${request.method} ${path}` });
    },
  };
}
