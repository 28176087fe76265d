import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreatePipelineCommand, ListPipelineExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoAccessError } from '../../../src/app/no-access-error.ts';
import { createAccountClients } from '../../../src/aws/account-clients.ts';
import { assumeRole } from '../../../src/aws/assume-role.ts';
import { createPipelineReads } from '../../../src/aws/codepipeline-reads.ts';
import { createPipelineSessions } from '../../../src/aws/pipeline-sessions.ts';
import { createRoleSessions } from '../../../src/aws/role-sessions.ts';
import { AccountId, type AccountRegion, type PipelineRef } from '../../../src/domain/ids.ts';
import { anAccount, onlyHome } from '../../support/served.ts';
import { declaration } from '../../support/story-pipeline.ts';
import { type AnEndpoint, anEndpoint } from '../../unit/sandbox/aws/neighbours/an-endpoint.ts';
import { MINUTE } from '../../unit/sandbox/codepipeline/workbench.ts';

const HOME: AccountRegion = { account: AccountId('123456789012'), region: 'eu-west-1' };
const PROD: AccountRegion = { account: AccountId('111122223333'), region: 'eu-west-1' };
const PROD_US: AccountRegion = { ...PROD, region: 'us-east-1' };
/** Its roles are written in a way that STS refuses. */
const LOST: AccountRegion = { account: AccountId('444455556666'), region: 'eu-west-1' };

let world: AnEndpoint;
let server: Server;
const warned: object[] = [];
const log = {
  info: () => undefined,
  warn: (_: string, fields?: object) => void warned.push(fields ?? {}),
  error: vi.fn(),
};

beforeEach(async () => {
  warned.length = 0;
  world = anEndpoint();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const { method = '', url = '' } = request;
      const answer = await world.endpoint.handle({ method, url, headers, body: Buffer.concat(chunks) });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'signalbox-operations');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** What the functions wire, with the clock of the emulator. */
function installation(...aliases: ('prod' | 'lost')[]) {
  const entries = {
    prod: anAccount('prod', PROD.account, { regions: ['eu-west-1', 'us-east-1'], externalId: 'signalbox-4711' }),
    lost: anAccount('lost', LOST.account, { read: 'signalbox-read', operate: 'signalbox-operate' }),
  };
  const served = { ...onlyHome(), accounts: aliases.map((alias) => entries[alias]) };
  const assume = (role: Parameters<typeof assumeRole>[0], name: string) =>
    assumeRole(role, name, 'eu-west-1', process.env);
  const clients = createAccountClients(served, createRoleSessions(assume, world.clock.now));
  return {
    clients,
    reads: createPipelineReads(clients.as('read', 'signalbox-schedule'), served, log),
    sessions: createPipelineSessions(served, clients, log, () => Promise.reject(new Error('Nobody is a partner here'))),
  };
}

const shop = (place: AccountRegion): PipelineRef => ({ ...place, pipeline: 'shop-web' });

async function created(place: AccountRegion, { clients }: ReturnType<typeof installation>): Promise<void> {
  const client = clients.as('operate', 'U0ANA')(place);
  await client.send(new CreatePipelineCommand({ pipeline: declaration('shop-web', 'gated') }));
}

async function opened(place: AccountRegion, name: string, { sessions }: ReturnType<typeof installation>) {
  const entered = await sessions.open(place, name);
  if (entered.kind !== 'open') throw new Error(`${place.account} is ${entered.kind}`);
  return entered.session;
}

const gateOf = async (place: AccountRegion, { reads }: ReturnType<typeof installation>) =>
  (await reads.state(shop(place)))?.stages.find(({ name }) => name === 'Gate')?.inbound;

describe('pipelines of the same name in several accounts', () => {
  it('have each their own state, executions and events', async () => {
    const bot = installation('prod');
    for (const place of [HOME, PROD, PROD_US]) await created(place, bot);

    const { writes } = await opened(PROD, 'U0BEN', bot);
    expect(await writes.disable(shop(PROD), 'Gate', 'Inbound', 'audit')).toEqual({ kind: 'done' });
    expect(await writes.start(shop(PROD), { variables: {} }, 'token')).toMatchObject({ kind: 'done' });

    const executions = async (place: AccountRegion) => (await bot.reads.executions(shop(place), 10))?.length;
    expect(await Promise.all([HOME, PROD, PROD_US].map(executions))).toEqual([1, 2, 1]);
    expect(await gateOf(HOME, bot)).toEqual({ enabled: true });
    expect(await gateOf(PROD_US, bot)).toEqual({ enabled: true });
    expect(await gateOf(PROD, bot)).toMatchObject({ enabled: false });
    expect(new Set(world.events.map(({ account, region }) => `${account} ${region}`))).toEqual(
      new Set(['123456789012 eu-west-1', '111122223333 eu-west-1', '111122223333 us-east-1']),
    );
  });

  it('name in CodePipeline the person who acted, by the session of the role', async () => {
    const bot = installation('prod');
    await created(PROD, bot);

    await (await opened(PROD, 'U0BEN', bot)).writes.disable(shop(PROD), 'Gate', 'Inbound', 'audit');
    expect(await gateOf(PROD, bot)).toMatchObject({
      changedBy: 'arn:aws:sts::111122223333:assumed-role/signalbox-operate/U0BEN',
    });

    await (await opened(PROD, 'U0INES', bot)).writes.start(shop(PROD), { variables: {} }, 'token');
    const { pipelineExecutionSummaries: [newest] = [] } = await bot.clients
      .as(
        'read',
        'U0INES',
      )(PROD)
      .send(new ListPipelineExecutionsCommand({ pipelineName: 'shop-web' }));
    expect(newest?.trigger).toEqual({
      triggerType: 'StartPipelineExecution',
      triggerDetail: 'arn:aws:sts::111122223333:assumed-role/signalbox-operate/U0INES',
    });
  });

  it('are changed at home with the own rights of the function where the policy names no roles for it', async () => {
    const bot = installation('prod');
    await created(HOME, bot);

    await (await opened(HOME, 'U0BEN', bot)).writes.disable(shop(HOME), 'Gate', 'Inbound', 'audit');

    expect(await gateOf(HOME, bot)).toMatchObject({
      changedBy: 'arn:aws:sts::123456789012:assumed-role/sandbox/signalbox-operations',
    });
  });
});

describe('a role session', () => {
  it('is renewed before its end, so that the emulator, which refuses old ones, never sees one', async () => {
    const bot = installation('prod');
    await created(PROD, bot);

    for (let hour = 0; hour < 3; hour++) {
      world.clock.advance(59 * MINUTE);
      expect(await bot.reads.state(shop(PROD))).toBeDefined();
    }
  });

  it('that ended is refused', async () => {
    const xml = await world.query({
      Action: 'AssumeRole',
      RoleArn: 'arn:aws:iam::111122223333:role/signalbox-read',
      RoleSessionName: 'U0BEN',
      DurationSeconds: '900',
    });
    const key = /<AccessKeyId>([^<]+)/.exec(xml.body)?.[1] ?? '';
    expect(await world.query({ Action: 'GetCallerIdentity' }, key)).toMatchObject({ status: 200 });

    world.clock.advance(15 * MINUTE);

    expect(await world.query({ Action: 'GetCallerIdentity' }, key)).toMatchObject({
      status: 403,
      body: expect.stringContaining('<Code>ExpiredToken</Code>'),
    });
  });
});

describe('an account that cannot be entered', () => {
  it('does not hide the others: it is left out of the catalogue and named in the log', async () => {
    const bot = installation('lost', 'prod');
    await created(HOME, bot);
    await created(PROD_US, bot);

    const { pipelines, unread } = await bot.reads.catalogue();

    expect(pipelines).toEqual([
      { ...shop(HOME), version: 1 },
      { ...shop(PROD_US), version: 1 },
    ]);
    expect(unread).toEqual([LOST]);
    expect(warned).toEqual([{ ...LOST, cause: 'NoAccess(ValidationError)' }]);
  });

  it('is an error of its own for reads, without a second try, and a failure with advice for deeds', async () => {
    const bot = installation('lost');
    const before = world.endpoint.calls()['sts:AssumeRole'] ?? 0;

    await expect(bot.reads.state(shop(LOST))).rejects.toBeInstanceOf(NoAccessError);
    expect(world.endpoint.calls()['sts:AssumeRole']).toBe(before + 1);
    expect(await bot.sessions.open(LOST, 'U0BEN')).toEqual({
      kind: 'failed',
      code: 'ValidationError',
      advice: 'look_at_log',
    });
  });

  it('is not asked at all when it is not served, nor is a region that is not', async () => {
    const bot = installation('prod');
    const elsewhere = { ...PROD, region: 'ap-south-1' };

    for (const place of [LOST, elsewhere]) {
      expect(await bot.reads.state(shop(place))).toBeUndefined();
      expect(await bot.sessions.open(place, 'U0BEN')).toEqual({ kind: 'not_served' });
    }
    expect(world.endpoint.calls()).toEqual({});
  });
});
