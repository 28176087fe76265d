import { z } from 'zod';
import type { HttpResponse } from '../../ports.ts';
import { awsError, awsJson } from '../aws-json.ts';
import type { LogLine } from './log-lines.ts';
import type { LogStream } from './log-streams.ts';

/** What there is to read: groups exist before anything is written to them. */
export interface Logs {
  streams: LogStream[];
  /** names of those that exist without a stream */
  groups: string[];
}

/** Of both operations. */
const MOST_EVENTS = 10_000;

const Range = {
  logGroupName: z.string().optional(),
  logGroupIdentifier: z.string().optional(),
  startTime: z.number().optional(),
  endTime: z.number().optional(),
  nextToken: z.string().optional(),
  limit: z.number().int().min(1).max(MOST_EVENTS).default(MOST_EVENTS),
};
const GetInput = z.object({ ...Range, logStreamName: z.string(), startFromHead: z.boolean().default(false) });
const FilterInput = z.object({
  ...Range,
  logStreamNames: z.array(z.string()).max(100).optional(),
  logStreamNamePrefix: z.string().optional(),
  filterPattern: z.string().default(''),
});

type Place = z.infer<z.ZodObject<typeof Range>>;

const groupOf = ({ logGroupName, logGroupIdentifier = '' }: Place): string =>
  logGroupName ?? logGroupIdentifier.split(':log-group:').at(-1)?.replace(/:\*$/, '') ?? '';

const notFound = (what: string) => awsError(400, 'ResourceNotFoundException', `The specified ${what} does not exist.`);
const inRange =
  ({ startTime = 0, endTime = Number.POSITIVE_INFINITY }: Place) =>
  ({ atMs }: LogLine) =>
    atMs >= startTime && atMs < endTime;

/** @returns undefined when there is no such group */
function streamsIn({ streams, groups }: Logs, wanted: string): LogStream[] | undefined {
  const found = streams.filter(({ group }) => group === wanted);
  return found.length > 0 || groups.includes(wanted) ? found : undefined;
}

/** The place in the list that a token names: `f/3` goes on from there, `b/3` ends there. */
function tokenIndex(token: string | undefined, prefix: string): number | undefined {
  const [, index] = new RegExp(`^${prefix}/(\\d{1,9})$`).exec(token ?? '') ?? [];
  return index === undefined ? undefined : Number(index);
}

/** GetLogEvents: one stream. At either end the token stays the same, as clients that follow a log expect. */
export function getLogEvents(input: unknown, logs: Logs): HttpResponse {
  const parsed = GetInput.safeParse(input);
  if (!parsed.success) return awsError(400, 'InvalidParameterException', z.prettifyError(parsed.error));
  const { logStreamName, startFromHead, limit, nextToken } = parsed.data;
  const group = streamsIn(logs, groupOf(parsed.data));
  if (!group) return notFound('log group');
  const found = group.find(({ stream }) => stream === logStreamName);
  if (!found) return notFound('log stream');

  const lines = found.lines.filter(inRange(parsed.data));
  const forward = tokenIndex(nextToken, 'f');
  const backward = tokenIndex(nextToken, 'b');
  if (nextToken !== undefined && forward === undefined && backward === undefined)
    return awsError(400, 'InvalidParameterException', 'The specified nextToken is invalid.');
  const from =
    forward ?? (backward === undefined && startFromHead ? 0 : Math.max(0, (backward ?? lines.length) - limit));
  const to = backward ?? Math.min(lines.length, from + limit);
  return awsJson(200, {
    events: lines.slice(from, to).map(({ atMs, text }) => ({ timestamp: atMs, message: text, ingestionTime: atMs })),
    nextForwardToken: `f/${Math.min(Math.max(from, to), lines.length)}`,
    nextBackwardToken: `b/${Math.min(from, lines.length)}`,
  });
}

/** Terms of a filter pattern: all must be there, of those with `?` one, none of those with `-`. JSON patterns are not understood. */
function matcher(pattern: string): ((text: string) => boolean) | null {
  if (/^\s*[{[]/.test(pattern)) return null;
  const terms = [...pattern.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign = '', quoted, word = '']) => ({
    sign,
    term: quoted ?? word,
  }));
  const any = terms.filter(({ sign }) => sign === '?');
  return (text) =>
    terms.every(({ sign, term }) => sign === '?' || text.includes(term) === (sign === '')) &&
    (any.length === 0 || any.some(({ term }) => text.includes(term)));
}

/** FilterLogEvents: the streams of a group together, oldest line first. */
export function filterLogEvents(input: unknown, logs: Logs): HttpResponse {
  const parsed = FilterInput.safeParse(input);
  if (!parsed.success) return awsError(400, 'InvalidParameterException', z.prettifyError(parsed.error));
  const { logStreamNames, logStreamNamePrefix = '', filterPattern, limit, nextToken } = parsed.data;
  const group = streamsIn(logs, groupOf(parsed.data));
  if (!group) return notFound('log group');
  const matches = matcher(filterPattern);
  if (!matches) return awsError(400, 'InvalidParameterException', 'The sandbox filters by terms only');
  const from = nextToken === undefined ? 0 : tokenIndex(nextToken, 'n');
  if (from === undefined) return awsError(400, 'InvalidParameterException', 'The specified nextToken is invalid.');

  const found = group
    .filter(({ stream }) => (logStreamNames?.includes(stream) ?? true) && stream.startsWith(logStreamNamePrefix))
    .flatMap(({ stream, lines }) => lines.map((line) => ({ ...line, stream })))
    .filter((line) => inRange(parsed.data)(line) && matches(line.text))
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, text, stream }, index) => ({
      logStreamName: stream,
      timestamp: atMs,
      message: text,
      ingestionTime: atMs,
      eventId: String(index).padStart(20, '0'),
    }));
  const more = found.length > from + limit;
  return awsJson(200, { events: found.slice(from, from + limit), ...(more && { nextToken: `n/${from + limit}` }) });
}
