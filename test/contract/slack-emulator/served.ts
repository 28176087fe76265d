import { createServer, type Server } from 'node:http';
import {
  APP,
  BOT_TOKEN,
  CHANNELS,
  OTHER_TEAM_ID,
  PEOPLE,
  SIGNING_SECRET,
  TEAM,
  USER_GROUPS,
} from '../../../src/sandbox/people.ts';
import type { HttpResponse, SlackWorkspace } from '../../../src/sandbox/ports.ts';
import { createSlackWorkspace, type SlackWorkspaceDeps } from '../../../src/sandbox/slack/index.ts';
import { APP_MANIFEST } from '../../support/app-manifest.ts';

export interface Served {
  slack: SlackWorkspace;
  /** ends in `/api/` */
  apiUrl: string;
  stop(): Promise<void>;
}

/** The emulator behind a real HTTP server on a free port, with real time and ids. */
export async function serve(overrides: Partial<SlackWorkspaceDeps> = {}): Promise<Served> {
  let origin = '';
  const slack = createSlackWorkspace({
    clock: { now: () => Date.now(), at: () => () => undefined },
    newId: () => crypto.randomUUID(),
    random: Math.random,
    people: PEOPLE,
    userGroups: USER_GROUPS,
    channels: CHANNELS,
    team: TEAM,
    otherTeamId: OTHER_TEAM_ID,
    app: APP,
    manifest: APP_MANIFEST,
    token: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    origin: () => origin,
    deliver: async () => ({ status: 200, headers: {}, body: '' }),
    ...overrides,
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : `${value}`,
      ]),
    );
    const body = Buffer.concat(chunks);
    const answer: HttpResponse = await slack.handle({
      method: request.method ?? '',
      url: request.url ?? '',
      headers,
      body,
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  origin = `http://127.0.0.1:${await listen(server)}`;
  return {
    slack,
    apiUrl: `${origin}/api/`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
