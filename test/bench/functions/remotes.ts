import { setTimeout as sleep } from 'node:timers/promises';
import { awsError, awsJson, parseObject } from '../../../src/sandbox/aws/aws-json.ts';
import { startDynamoDb } from '../../../src/sandbox/aws/dynamodb.ts';
import { createParameters } from '../../../src/sandbox/aws/parameters.ts';
import { serve } from '../../../src/sandbox/http/serve.ts';
import { installationSecrets } from '../../../src/sandbox/installation.ts';
import { APP, BOT_TOKEN, CHANNELS, OTHER_TEAM_ID, PEOPLE, SIGNING_SECRET, TEAM } from '../../../src/sandbox/people.ts';
import type { CodePipelineService, HttpRequest, HttpResponse } from '../../../src/sandbox/ports.ts';
import { createSlackWorkspace } from '../../../src/sandbox/slack/index.ts';
import { APP_MANIFEST } from '../../support/app-manifest.ts';
import { packagedStack } from '../../support/packaged.ts';
import { HOME, REGION } from '../load/railway.ts';

/** One remote call of a function; times are of `performance.now()` in this process. */
export interface RemoteCall {
  /** `ssm:GetParameters`, `slack:chat.postMessage` */
  readonly name: string;
  readonly beganAt: number;
  endedAt: number;
}

export interface Remotes {
  /** `http://127.0.0.1:PORT` */
  readonly aws: string;
  readonly slack: string;
  readonly region: string;
  /** Every call since the last `takeCalls`. */
  takeCalls(): readonly RemoteCall[];
  /** What each call takes besides its own time, there and back. */
  delay(delays: Delays): void;
  /** How fast Slack was written to is forgotten, so that one measurement does not wait for the one before. */
  forgetPace(): Promise<void>;
  stop(): Promise<void>;
}

export interface Delays {
  readonly slackMs: number;
  readonly awsMs: number;
}

/** By their prefix in `X-Amz-Target`. */
const SERVICES: Readonly<Record<string, string>> = {
  CodePipeline_20150709: 'codepipeline',
  DynamoDB_20120810: 'dynamodb',
  AWSEvents: 'events',
  AmazonSSM: 'ssm',
};

/** AWS and Slack on sockets of this machine, each call noted and delayed: the emulators, with dynalite for the table.
 * @param codepipeline which answers reads; absent: nothing does */
export async function startRemotes(codepipeline?: CodePipelineService): Promise<Remotes> {
  const stack = packagedStack();
  const table = await startDynamoDb(stack.tables, REGION);
  const parameters = createParameters(installationSecrets(stack), { region: REGION, accountId: HOME });
  let delays: Delays = { slackMs: 0, awsMs: 0 };
  let calls: RemoteCall[] = [];

  async function answerAws(request: HttpRequest): Promise<HttpResponse> {
    const name = nameOf(request);
    return noted(name, delays.awsMs, async () => {
      if (name.startsWith('dynamodb:')) return table.handle(request);
      if (name.startsWith('codepipeline:') && codepipeline) return codepipeline.handle(request, REGION);
      if (name === 'ssm:GetParameters') return parameters.getParameters(parseObject(request.body.toString()));
      if (name === 'events:PutEvents')
        return awsJson(200, { FailedEntryCount: 0, Entries: [{ EventId: `event-${calls.length}` }] });
      return awsError(400, 'UnknownOperationException', `Nobody answers ${name} here`);
    });
  }

  async function noted(name: string, ms: number, answer: () => Promise<HttpResponse>): Promise<HttpResponse> {
    const call = { name, beganAt: performance.now(), endedAt: Number.POSITIVE_INFINITY };
    calls.push(call);
    if (ms > 0) await sleep(ms);
    const response = await answer();
    call.endedAt = performance.now();
    return response;
  }

  const failed = (error: unknown) => console.error(error);
  const awsPort = await serve(0, { handle: answerAws, now: Date.now }, failed);
  const slackPort = await serve(
    0,
    {
      handle: (request) => noted(`slack:${request.url.split('/').at(-1)}`, delays.slackMs, () => slack.handle(request)),
      now: Date.now,
    },
    failed,
  );
  let serial = 0;
  const slack = createSlackWorkspace({
    clock: { now: Date.now, at: () => () => undefined },
    newId: () => `id-${serial++}`,
    random: Math.random,
    people: PEOPLE,
    channels: CHANNELS.map((channel) => ({ ...channel, shared: false })),
    team: TEAM,
    otherTeamId: OTHER_TEAM_ID,
    app: APP,
    manifest: APP_MANIFEST,
    token: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    origin: () => `http://127.0.0.1:${slackPort.port}`,
    deliver: async () => ({ status: 200, headers: {}, body: '' }),
  });

  return {
    aws: `http://127.0.0.1:${awsPort.port}`,
    slack: `http://127.0.0.1:${slackPort.port}`,
    region: REGION,
    takeCalls() {
      const taken = calls;
      calls = [];
      return taken;
    },
    delay(next) {
      delays = next;
    },
    async forgetPace() {
      for (const bucket of [`channel|${CHANNELS[0].id}`, 'method|chat.update'])
        await table.handle(deleteItem(stack.tables[0]?.name ?? '', { pk: `pace|${bucket}`, sk: 'pace' }));
    },
    async stop() {
      await Promise.all([awsPort.close(), slackPort.close()]);
      await table.stop();
    },
  };
}

function nameOf({ headers, url }: HttpRequest): string {
  const [prefix = '', operation] = (headers['x-amz-target'] ?? url).split('.');
  return `${SERVICES[prefix] ?? prefix}:${operation}`;
}

function deleteItem(table: string, key: Readonly<Record<string, string>>): HttpRequest {
  const attributes = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, { S: value }]));
  return {
    method: 'POST',
    url: '/',
    headers: {
      host: '127.0.0.1',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.DeleteItem',
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=bench/20260101/${REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: Buffer.from(JSON.stringify({ TableName: table, Key: attributes })),
  };
}

/** How many calls of a list had to wait for the one before: those that ran side by side count once. */
export function inSequence(calls: readonly RemoteCall[]): number {
  let count = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { beganAt, endedAt } of calls.toSorted((a, b) => a.endedAt - b.endedAt)) {
    if (beganAt < until) continue;
    count += 1;
    until = endedAt;
  }
  return count;
}
