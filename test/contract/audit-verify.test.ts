import { execFile } from 'node:child_process';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../src/aws/audit-log.ts';
import { createAuditStore } from '../../src/aws/audit-store.ts';
import type { AuditRecord } from '../../src/domain/audit.ts';
import { OperationId } from '../../src/domain/ids.ts';
import { aRecord, aRequested } from '../support/audit.ts';
import { AUDIT_LOG_GROUP, auditOf, TABLE_NAME } from '../support/audit-copies.ts';
import { inProject } from '../support/packaged.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';

const BUS = 'signalbox-dev';
const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1' };
const HOUR = 3_600_000;

let sandbox: SandboxUnderTest;
let events: EventBridgeClient;

beforeAll(async () => {
  sandbox = await startSandbox();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  events = new EventBridgeClient({ endpoint: sandbox.aws, region: 'eu-west-1', credentials });
});
afterAll(async () => {
  await sandbox.stop();
});

async function putEvent(DetailType: string, detail: object): Promise<void> {
  const entry = { EventBusName: BUS, Source: 'signalbox', DetailType, Detail: JSON.stringify(detail) };
  await events.send(new PutEventsCommand({ Entries: [entry] }));
}

const dynamodb = () => auditOf(sandbox.aws).table(Date.now());
const keyOf = ({ requestedAt, operationId, phase }: AuditRecord) => ({
  pk: `audit|${requestedAt.slice(0, 7)}`,
  sk: `${requestedAt}|${operationId}|${phase}`,
});

/** As it is typed by whoever audits, on a machine that knows the account. */
function verify(...args: string[]): Promise<{ code: unknown; output: string }> {
  const nowhere = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  const env = { PATH: process.env.PATH, ...KEYS, ...nowhere, AWS_ENDPOINT_URL: sandbox.aws };
  return new Promise((resolve) => {
    execFile(process.execPath, [inProject('src/tools/audit-verify.mjs'), ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, output: stdout + stderr }),
    );
  });
}
const verifyAll = () => verify('--table', TABLE_NAME, '--log-group', AUDIT_LOG_GROUP);

/** Written down an hour ago, as operations writes it. */
async function written(id: string): Promise<AuditRecord> {
  const audit = createAuditLog(putEvent, createAuditStore(dynamodb(), 30));
  const hourAgo = new Date(Date.now() - HOUR).toISOString();
  const about = { operationId: OperationId(id), requestedAt: hourAgo, at: hourAgo };
  await audit.record(aRequested(about));
  const ended = await audit.record(aRecord(about));
  await sandbox.control.settle(10_000);
  return ended;
}

describe('npm run audit-verify', () => {
  it('says that table and log agree', async () => {
    await written('fine');

    const { code, output } = await verifyAll();

    expect(output).toContain('2 lines are the same in the table and in the log.');
    expect(output).toContain('They agree.');
    expect(code).toBe(0);
  });

  it('takes a line that a dying delivery put on the bus twice for one', async () => {
    const record = await written('twice');
    await putEvent('Signalbox Operation Performed', record);
    await sandbox.control.settle(10_000);

    const { code, output } = await verifyAll();

    expect(output).toContain('1 line is in the log once more');
    expect(code).toBe(0);
  });

  it('lists what is missing and what was changed, and where', async () => {
    const deleted = await written('deleted');
    const changed = await written('changed');
    const smuggled = aRecord({ ...deleted, operationId: OperationId('smuggled') });
    const { client, name } = dynamodb();
    await client.send(new DeleteCommand({ TableName: name, Key: keyOf(deleted) }));
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: keyOf(changed),
        UpdateExpression: 'SET #record.#policy = :other',
        ExpressionAttributeNames: { '#record': 'record', '#policy': 'policy' },
        ExpressionAttributeValues: { ':other': 'another' },
      }),
    );
    await createAuditStore(dynamodb(), 30).add(smuggled);

    const { code, output } = await verifyAll();

    expect(output).toMatch(/deleted ended {2}missing in the table/);
    expect(output).toMatch(/changed ended {2}not the same: policy/);
    expect(output).toMatch(/smuggled ended {2}missing in the log/);
    expect(output).toContain('They do not agree.');
    expect(code).toBe(1);
  });

  it.each([
    [['--log-group', 'x'], '--table is missing'],
    [['--table', 'x'], '--log-group is missing'],
    [['--table', 'x', '--log-group', 'y', '--since', 'ages'], '“ages” is no length of time'],
    [['--table', 'x', '--log-group', 'y', '--sinse', '7d'], "Unknown option '--sinse'"],
    [['--table', 'nowhere', '--log-group', AUDIT_LOG_GROUP], 'It could not be found out'],
    [['--table', TABLE_NAME, '--log-group', '/nowhere'], 'The specified log group does not exist'],
  ])('says what is wrong and that nothing was found out: %j', async (args, words) => {
    const { code, output } = await verify(...args);

    expect(output).toContain(words);
    expect(output).toContain('Usage: npm run audit-verify');
    expect(code).toBe(2);
  });
});
