import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCheckStore } from '../../aws/check-store.ts';
import { checkWanted } from '../../aws/check-wanted.ts';
import { type Finding, failed, ok } from '../../domain/check-report.ts';
import { judgeVersion } from '../../domain/deployment.ts';
import { VERSION } from '../../version.ts';
import type { Installation } from '../stage/find-installation.ts';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 500;
const ABOUT = 'Event rule';

/** Puts a marked event on the signalbox bus, for which `operations` looks at everything with its own rights, and waits for what it leaves in
 * the table. That the report comes proves the bus, the rule, the function and the table. */
export async function askInside({ busName, tableName, stack }: Installation, region: string): Promise<Finding[]> {
  const id = randomUUID();
  const events = new EventBridgeClient({ region });
  const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: [checkWanted(id, busName)] }));
  if (FailedEntryCount) {
    return [failed(ABOUT, `The bus ${busName} does not take the marked event.`, 'Is it there? Run `npm run deploy`.')];
  }
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
  const reports = createCheckStore({ client, name: tableName, now: Date.now });
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause()) {
    const report = await reports.find(id);
    if (!report) continue;
    const arrived = ok(ABOUT, 'The marked event was delivered, and its report came back.');
    return [arrived, ...judgeVersion(report.version, VERSION), ...report.findings];
  }
  const next = `Look at the rules of the bus ${busName}, the log of ${stack}-operations, and \`npm run redrive\`.`;
  return [failed(ABOUT, 'The marked event was taken, and no report came within a minute.', next)];
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
