import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod/mini';
import { AUDITED } from '../../aws/audit-log.ts';
import { SOURCE } from '../../aws/event-source.ts';
import type { FoundLine } from '../../domain/audit-compare.ts';
import { toLine } from './to-line.ts';

const Event = z.object({
  source: z.literal(SOURCE),
  'detail-type': z.string().check(z.refine((type) => AUDITED.includes(type))),
  detail: z.unknown(),
});

/** Every line of the copy.
 * @returns `foreign`: how many lines are no audit records; nobody should have written them */
export async function readLog(
  client: CloudWatchLogsClient,
  logGroupName: string,
  startTime: number,
): Promise<{ lines: FoundLine[]; foreign: number }> {
  const lines: FoundLine[] = [];
  let foreign = 0;
  for await (const page of paginateFilterLogEvents({ client }, { logGroupName, startTime })) {
    for (const { message = '' } of page.events ?? []) {
      const line = readLine(message);
      if (line) lines.push(line);
      else foreign += 1;
    }
  }
  return { lines, foreign };
}

function readLine(message: string): FoundLine | undefined {
  try {
    const event = Event.safeParse(JSON.parse(message));
    return event.success ? toLine(event.data.detail) : undefined;
  } catch {
    return undefined;
  }
}
