import { WebClient } from '@slack/web-api';
import { createClock } from '../../src/sandbox/clock.ts';
import { createCodePipeline } from '../../src/sandbox/codepipeline/index.ts';
import { openDoors } from '../../src/sandbox/control/doors.ts';
import { createPace } from '../../src/sandbox/control/pace.ts';
import { createPageFiles } from '../../src/sandbox/control/page-files.ts';
import { slackControls } from '../../src/sandbox/control/slack-controls.ts';
import { createPageStream } from '../../src/sandbox/control/stream.ts';
import { createWorkspacePort } from '../../src/sandbox/control/workspace-port.ts';
import { createFaultDesk } from '../../src/sandbox/faults/index.ts';
import { openPort } from '../../src/sandbox/http/open-port.ts';
import {
  APP,
  BOT_TOKEN,
  CHANNELS,
  OTHER_TEAM_ID,
  PEOPLE,
  SIGNING_SECRET,
  TEAM,
  USER_GROUPS,
} from '../../src/sandbox/people.ts';
import { createRequestLog } from '../../src/sandbox/request-log.ts';
import { createSlackWorkspace } from '../../src/sandbox/slack/index.ts';
import { APP_MANIFEST } from './app-manifest.ts';
import { inProject } from './packaged.ts';

/** What Slack sent: the payload of an interaction, the event, or the fields of a command. */
export type Sent = Record<string, unknown>;

/** An app of the test's own: what it answers is the body of its ack. Null is an app that never answers. */
export type TestApp = ((sent: Sent, client: WebClient) => Promise<object | string>) | null;

export interface PageOfAnApp {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  client: WebClient;
  /** everything that Slack sent to the app */
  sent: Sent[];
  stop(): Promise<void>;
}

/** Whoever never answers is given up at once, and everybody else gets the time that a slow machine takes. */
const PATIENCE_MS = 20_000;

/** The workspace page in front of the Slack emulator and an app of the test's own: no pipelines, and nothing of Signalbox. */
export async function servePageOf(app: () => TestApp): Promise<PageOfAnApp> {
  const report = (error: unknown) => console.error(error);
  const clock = createClock({ realNow: Date.now, idle: async () => true, report });
  const port = await openPort(0, clock.now, report);
  const client = new WebClient(BOT_TOKEN, { slackApiUrl: `${port.origin}/api/`, retryConfig: { retries: 0 } });
  const newId = () => crypto.randomUUID();
  const sent: Sent[] = [];
  const slack = createSlackWorkspace({
    clock,
    newId,
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
    origin: () => port.origin,
    get answerWithinMs() {
      return app() === null ? 1 : PATIENCE_MS;
    },
    async deliver({ headers, body }) {
      const request = readSent(headers, body);
      sent.push(request);
      const answer = await app()?.(request, client);
      if (answer === undefined) return new Promise(() => {});
      return { status: 200, headers: {}, body: typeof answer === 'string' ? answer : JSON.stringify(answer) };
    },
  });
  const codepipeline = createCodePipeline({
    clock,
    emit: () => {},
    newId,
    random: Math.random,
    accountId: '123456789012',
    homeRegion: 'eu-west-1',
  });
  const stream = createPageStream({
    slack,
    codepipeline,
    pace: createPace(codepipeline, 1),
    faults: createFaultDesk({ functions: [], slackMethods: [], awsServices: [] }),
    log: createRequestLog(),
    now: clock.now,
  });
  const page = await createPageFiles(inProject('dist/page'));
  port.give(createWorkspacePort({ slack, stream, control: openDoors(slackControls(slack), {}), page, now: clock.now }));
  return {
    origin: port.origin,
    client,
    sent,
    async stop() {
      clock.stop();
      stream.stop();
      await port.close();
    },
  };
}

function readSent(headers: Record<string, string>, body: string): Sent {
  if (headers['content-type'] === 'application/json') return JSON.parse(body).event;
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload === undefined ? fields : JSON.parse(fields.payload);
}
