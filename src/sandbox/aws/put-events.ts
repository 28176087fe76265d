import { z } from 'zod';
import type { BusEvent, HttpResponse } from '../ports.ts';
import { awsError, awsJson, parseObject } from './aws-json.ts';
import type { EventBus } from './event-bus.ts';

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  Time: z.union([z.number(), z.string()]).optional(),
});
type Entry = z.infer<typeof Entry>;

const PutEventsInput = z.object({ Entries: z.array(Entry) });

const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;

/** As EventBridge counts: 14 bytes for a time, then the bytes of every text. */
const sizeOf = ({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: Entry) =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

type Fault = { ErrorCode: string; ErrorMessage: string };

function faultOf(entry: Entry, hasBus: (name: string) => boolean): Fault | null {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[name]) {
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      };
    }
  }
  if (parseObject(entry.Detail ?? '') === null)
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  // The real service takes `aws.` sources from nobody. Here recorded events of CodePipeline can be fed.
  if (entry.Source?.startsWith('aws.') && entry.Source !== 'aws.codepipeline') {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const bus = busName(entry);
  return hasBus(bus) ? null : { ErrorCode: 'InvalidArgument', ErrorMessage: `Event bus ${bus} does not exist.` };
}

/** A bus is named by its name or its ARN. */
const busName = ({ EventBusName = 'default' }: Entry) => EventBusName.split('/').at(-1) ?? 'default';

const wholeSeconds = (epochMs: number) => new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z');

function timeOf({ Time }: Entry, now: number): string {
  const epochMs = typeof Time === 'number' ? Time * 1000 : Date.parse(Time ?? '');
  return wholeSeconds(Number.isNaN(epochMs) ? now : epochMs);
}

/** The PutEvents operation: entries that are refused do not hold up the others, and nothing is thrown for them. */
export function putEvents(
  input: unknown,
  deps: { bus: EventBus; now: () => number; newId: () => string; accountId: string; region: string },
): HttpResponse {
  const parsed = PutEventsInput.safeParse(input);
  if (!parsed.success) return awsError(400, 'ValidationException', z.prettifyError(parsed.error));
  const { Entries } = parsed.data;
  if (Entries.length < 1 || Entries.length > MAX_ENTRIES) {
    const bound = Entries.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_ENTRIES}`;
    const message = `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`;
    return awsError(400, 'ValidationException', message);
  }
  if (Entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_BYTES) {
    return awsError(400, 'ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  const results = Entries.map((entry) => {
    const fault = faultOf(entry, deps.bus.has);
    if (fault) return fault;
    const event = toBusEvent(entry, deps);
    deps.bus.put(busName(entry), event);
    return { EventId: event.id };
  });
  return awsJson(200, { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results });
}

function toBusEvent(
  entry: Entry,
  { now, newId, accountId, region }: { now: () => number; newId: () => string; accountId: string; region: string },
): BusEvent {
  return {
    version: '0',
    id: newId(),
    'detail-type': entry.DetailType ?? '',
    source: entry.Source ?? '',
    account: accountId,
    time: timeOf(entry, now()),
    region,
    resources: entry.Resources ?? [],
    detail: parseObject(entry.Detail ?? '') ?? {},
  };
}
