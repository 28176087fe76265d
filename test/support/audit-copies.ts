import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { recordsSince } from '../../src/aws/audit-store.ts';
import { readStack } from '../../src/sandbox/aws/cloudformation.ts';
import { packagedTemplate } from './packaged.ts';

const { tables } = readStack(packagedTemplate(), {
  accountId: '123456789012',
  region: 'eu-west-1',
  stackName: 'signalbox-dev',
});
export const TABLE_NAME = tables[0]?.name ?? '';
export const AUDIT_LOG_GROUP = '/aws/events/signalbox-dev-audit';

export interface AuditLine {
  readonly operationId: string;
  readonly phase: string;
  readonly [field: string]: unknown;
}

/** What went over the bus, as its copy in the log has it. */
export interface CopiedEvent {
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly detail: AuditLine;
}

/** The audit of a running sandbox, read with the official clients from either side. */
export function auditOf(endpoint: string) {
  const options = { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const logs = new CloudWatchLogsClient(options);
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(options), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    logs,
    /** As the functions see it. */
    table: (now: number) => ({ client: dynamodb, name: TABLE_NAME, now: () => now }),
    /** Oldest request first. @param now of the sandbox */
    async inTable(now: number): Promise<AuditLine[]> {
      const found: AuditLine[] = [];
      const table = { client: dynamodb, name: TABLE_NAME, now: () => now };
      for await (const record of recordsSince(table, new Date(now - 86_400_000).toISOString())) {
        found.unshift(record as AuditLine);
      }
      return found;
    },
    /** In the order in which they were delivered. */
    async inLog(): Promise<CopiedEvent[]> {
      const events: CopiedEvent[] = [];
      for await (const page of paginateFilterLogEvents({ client: logs }, { logGroupName: AUDIT_LOG_GROUP })) {
        events.push(...(page.events ?? []).map(({ message = '' }) => JSON.parse(message)));
      }
      return events;
    },
  };
}
