import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { recordsSince } from '../../aws/audit-store.ts';
import { createTable } from '../../aws/table.ts';
import { compareAudit, type FoundLine } from '../../domain/audit-compare.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { readLog } from './read-log.ts';
import { report } from './report.ts';
import { toLine } from './to-line.ts';

const MINUTE = 60_000;
/** EventBridge copies in seconds; what is newer than this is missed on neither side. */
const FRESH_MS = 5 * MINUTE;
/** An operation ends at most so much later than it was asked for, by which the table is ordered. */
const LONGEST_OPERATION_MS = 60 * MINUTE;

async function readTable(name: string, since: number): Promise<{ lines: FoundLine[]; strange: number }> {
  const table = createTable(name, Date.now);
  const lines: FoundLine[] = [];
  let strange = 0;
  for await (const found of recordsSince(table, new Date(since - LONGEST_OPERATION_MS).toISOString())) {
    const line = toLine(found);
    if (line) lines.push(line);
    else strange += 1;
  }
  return { lines, strange };
}

async function verify({ table, logGroup, sinceMs }: Arguments): Promise<number> {
  const now = Date.now();
  const since = now - sinceMs;
  const inTable = await readTable(table, since);
  const inLog = await readLog(new CloudWatchLogsClient({}), logGroup, since - FRESH_MS);
  const begin = new Date(since).toISOString();
  const inSpan = ({ at }: FoundLine) => at >= begin;
  const freshSince = new Date(now - FRESH_MS).toISOString();
  const compared = compareAudit(inTable.lines.filter(inSpan), inLog.lines.filter(inSpan), freshSince);
  const strange = { log: inLog.foreign, table: inTable.strange };
  console.log(`The audit since ${begin}, in table ${table} and log group ${logGroup}:`);
  for (const line of report(compared, strange)) console.log(line);
  const isSame = compared.findings.length === 0 && strange.log === 0 && strange.table === 0;
  console.log(isSame ? 'They agree.' : 'They do not agree.');
  return isSame ? 0 : 1;
}

try {
  process.exitCode = await verify(readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(
    `It could not be found out: ${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`,
  );
  process.exitCode = 2;
}
