import * as z from 'zod/mini';
import { type LogPlace, type LogReader, type LogWindow, ServiceRefusal } from '../../app/why/ports.ts';
import type { Services } from './services.ts';

/** One call gives a megabyte or ten thousand lines at most. Three of them see the end of nearly every build. */
const STEPS = 3;
const LINES_A_STEP = 10_000;
/** Pages of a search; each looks through some megabytes. */
const PAGES = 4;
const LINES_FOUND = 400;
const LINES_BEFORE = 100;
const LINES_AFTER = 300;
/** What causes say in the logs of most tools. */
const SAYS_SO = '?Error: ?"error:" ?"ERROR " ?FAILED ?"FAIL " ?fatal: ?panic: ?Exception ?"Task timed out" ?denied';

const text = z.optional(z.string());
const Event = z.object({ timestamp: z.optional(z.number()), message: text });
const Page = z.object({ events: z.optional(z.array(Event)), nextBackwardToken: text, nextToken: text });
type Event = z.infer<typeof Event>;

/** CloudWatch Logs, read economically: from the end backwards in a few steps; searched only where the end does not say why. */
export function createLogReader(services: Services): LogReader {
  const get = async (place: LogPlace, input: object) =>
    Page.parse(
      await services.json(place, 'logs', 'Logs_20140328.GetLogEvents', {
        logGroupName: place.group,
        logStreamName: place.stream,
        ...input,
      }),
    );
  const filter = async ({ stream, since, until, ...place }: LogPlace, input: object) =>
    Page.parse(
      await services.json(place, 'logs', 'Logs_20140328.FilterLogEvents', {
        logGroupName: place.group,
        ...(stream === undefined ? {} : { logStreamNames: [stream] }),
        ...(since === undefined ? {} : { startTime: since }),
        ...(until === undefined ? {} : { endTime: until }),
        ...input,
      }),
    );

  async function end(place: LogPlace): Promise<LogWindow | undefined> {
    const events: Event[] = [];
    let token: string | undefined;
    for (let step = 0; step < STEPS; step++) {
      const page = await get(place, {
        limit: LINES_A_STEP,
        startFromHead: false,
        ...(token === undefined ? {} : { nextToken: token }),
      });
      events.unshift(...(page.events ?? []));
      // At the beginning the token stays the same; a page may be empty before it.
      if (page.nextBackwardToken === undefined || page.nextBackwardToken === token) return toWindow(events, 1);
      token = page.nextBackwardToken;
    }
    return toWindow(events, undefined);
  }

  async function firstSaying(place: LogPlace): Promise<Event[]> {
    const found: Event[] = [];
    let token: string | undefined;
    for (let page = 0; page < PAGES && found.length === 0; page++) {
      const read = await filter(place, {
        filterPattern: SAYS_SO,
        limit: LINES_FOUND,
        ...(token === undefined ? {} : { nextToken: token }),
      });
      found.push(...(read.events ?? []));
      token = read.nextToken;
      if (token === undefined) break;
    }
    return found;
  }

  return {
    end: (place) => absent(() => (place.stream === undefined ? within(place) : end(place))),
    search: (place) =>
      absent(async () => {
        const found = await firstSaying(place);
        const at = found.at(-1)?.timestamp;
        if (at === undefined || place.stream === undefined)
          return found.length === 0 ? undefined : toWindow(found, undefined);
        const before = await get(place, { endTime: at, limit: LINES_BEFORE, startFromHead: false });
        const after = await get(place, { startTime: at, limit: LINES_AFTER, startFromHead: true });
        return toWindow([...(before.events ?? []), ...(after.events ?? [])], undefined);
      }),
    link: logUrl,
  };

  /** A group that many write to: only what says that something failed. */
  async function within(place: LogPlace): Promise<LogWindow | undefined> {
    const found = await firstSaying(place);
    return found.length === 0 ? undefined : toWindow(found, undefined);
  }
}

async function absent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ServiceRefusal && error.gap.kind === 'no_log') return undefined;
    throw error;
  }
}

/** A message may hold several lines, and mostly ends in a line break. */
function toWindow(events: readonly Event[], firstLine: number | undefined): LogWindow {
  const lines = events.flatMap(({ message = '', timestamp = 0 }) =>
    message
      .replace(/\r?\n$/, '')
      .split('\n')
      .map((line) => ({ line, timestamp })),
  );
  return {
    text: lines.map(({ line }) => line).join('\n'),
    times: lines.map(({ timestamp }) => timestamp),
    ...(firstLine === undefined ? {} : { firstLine }),
  };
}

/** The console escapes its fragment in a way of its own: twice, with `$` for the second percent sign. */
function logUrl({ region, group, stream }: LogPlace, atMs: number | undefined): string | undefined {
  if (stream === undefined) return undefined;
  const twice = (part: string) => encodeURIComponent(encodeURIComponent(part)).replaceAll('%', '$');
  const start = atMs === undefined || atMs === 0 ? '' : `$3Fstart$3D${atMs}`;
  const place = `log-groups/log-group/${twice(group)}/log-events/${twice(stream)}${start}`;
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:${place}`;
}
