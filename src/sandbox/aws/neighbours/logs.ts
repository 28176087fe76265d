import { z } from 'zod';
import type { HttpResponse, ProviderWork } from '../../ports.ts';
import { awsError, awsJson } from '../aws-json.ts';
import { type LogLine, linesOf } from './log-lines.ts';

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

/** The place in the list that a token names: `f/3` goes on from there, `b/3` ends there. */
function tokenIndex(token: string | undefined, prefix: string): number | undefined {
  const [, index] = new RegExp(`^${prefix}/(\\d{1,9})$`).exec(token ?? '') ?? [];
  return index === undefined ? undefined : Number(index);
}

/** GetLogEvents: one stream. At either end the token stays the same, as clients that follow a log expect. */
export function getLogEvents(input: unknown, works: ProviderWork[], now: number): HttpResponse {
  const parsed = GetInput.safeParse(input);
  if (!parsed.success) return awsError(400, 'InvalidParameterException', z.prettifyError(parsed.error));
  const { logStreamName, startFromHead, limit, nextToken } = parsed.data;
  const group = works.filter(({ log }) => log?.group === groupOf(parsed.data));
  if (group.length === 0) return notFound('log group');
  const work = group.find(({ log }) => log?.stream === logStreamName);
  if (!work) return notFound('log stream');

  const lines = linesOf(work, now).filter(inRange(parsed.data));
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
export function filterLogEvents(input: unknown, works: ProviderWork[], now: number): HttpResponse {
  const parsed = FilterInput.safeParse(input);
  if (!parsed.success) return awsError(400, 'InvalidParameterException', z.prettifyError(parsed.error));
  const { logStreamNames, logStreamNamePrefix = '', filterPattern, limit, nextToken } = parsed.data;
  const group = works.filter(({ log }) => log?.group === groupOf(parsed.data));
  if (group.length === 0) return notFound('log group');
  const matches = matcher(filterPattern);
  if (!matches) return awsError(400, 'InvalidParameterException', 'The sandbox filters by terms only');
  const from = nextToken === undefined ? 0 : tokenIndex(nextToken, 'n');
  if (from === undefined) return awsError(400, 'InvalidParameterException', 'The specified nextToken is invalid.');

  const found = group
    .filter(
      ({ log }) => (logStreamNames?.includes(log?.stream ?? '') ?? true) && log?.stream.startsWith(logStreamNamePrefix),
    )
    .flatMap((work) => linesOf(work, now).map((line) => ({ ...line, stream: work.log?.stream ?? '' })))
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
