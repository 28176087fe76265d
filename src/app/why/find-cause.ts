import { type Excerpt, pickExcerpt } from '../../domain/excerpt/pick-excerpt.ts';
import { toPlainLog } from '../../domain/excerpt/plain-log.ts';
import type { Fact } from '../../domain/execution-event.ts';
import { detailsKey, type Gap } from '../../domain/failure-details.ts';
import { mask } from '../../domain/mask/mask.ts';
import { errorWord } from '../error-word.ts';
import type { Log } from '../ports.ts';
import type { Explainers, FailedRun, Finding, LogPlace, LogReader, LogWindow } from './ports.ts';
import { ServiceRefusal } from './ports.ts';

export interface CauseDeps {
  readonly explainers: Explainers;
  readonly logs: LogReader;
  readonly log: Log;
  sleep(ms: number): Promise<void>;
}

const TEXT_MAX = 300;
/** A log may come a moment after its build has ended. */
const LOG_COMES_AFTER_MS = [1_500, 3_000, 6_000];

/** Asks the provider of a run, and then for the lines of its log. Whatever is refused, late or missing costs only itself.
 * @param begun of the attempt of the stage
 * @param early is handed what is known before the log has been read */
export async function findCause(
  deps: CauseDeps,
  run: FailedRun,
  begun: string,
  early: (facts: readonly Fact[]) => Promise<void>,
): Promise<Fact[]> {
  const key = run.run ?? detailsKey(run.stage, begun);
  const finding = await ask(deps, run);
  await early(causeFacts(key, finding));
  const found = await lines(deps, finding);
  return [
    ...(found && 'lines' in found ? [{ kind: 'log' as const, run: key, value: found }] : []),
    ...gapFact(key, finding.gap ?? (found && 'kind' in found ? found : undefined)),
  ];
}

async function ask({ explainers, log }: CauseDeps, run: FailedRun): Promise<Finding> {
  try {
    return await explainers(run)(run);
  } catch (error) {
    return { gap: gapOf(log, run, error) };
  }
}

function gapOf(log: Log, { provider = 'nobody' }: Pick<FailedRun, 'provider'>, error: unknown): Gap {
  log.warn('Why something failed could not be read; its message goes without', { provider, cause: errorWord(error) });
  return error instanceof ServiceRefusal ? error.gap : { kind: 'failed', service: provider };
}

function causeFacts(key: string, { text, url }: Finding): Fact[] {
  const line = text === undefined ? '' : mask(toPlainLog(text)).replace(/\s+/g, ' ').trim();
  if (line === '') return [];
  const cut = line.length <= TEXT_MAX ? line : `${line.slice(0, TEXT_MAX - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  return [{ kind: 'cause', run: key, value: { text: cut, ...(url === undefined ? {} : { url }) } }];
}

function gapFact(key: string, gap: Gap | undefined): Fact[] {
  return gap ? [{ kind: 'gap', run: key, value: gap }] : [];
}

type Shown = Extract<Fact, { kind: 'log' }>['value'];

async function lines(deps: CauseDeps, { log, tail }: Finding): Promise<Shown | Gap | undefined> {
  if (tail !== undefined) {
    const excerpt = toExcerpt(tail);
    return excerpt && { lines: excerpt.lines };
  }
  if (!log) return undefined;
  try {
    const end = await comes(deps, log);
    // Where many write, silence says nothing.
    if (!end) return log.stream === undefined ? undefined : { kind: 'no_log' };
    const excerpt = toExcerpt(end.text);
    if (!excerpt) return { kind: 'empty_log' };
    // What is not in the end of a long log is looked for in all of it.
    const before = excerpt.sure || end.firstLine === 1 ? undefined : await deps.logs.search(log);
    const other = before && toExcerpt(before.text);
    return before && other?.sure ? shown(deps, log, before, other) : shown(deps, log, end, excerpt);
  } catch (error) {
    return gapOf(deps.log, { provider: 'logs' }, error);
  }
}

async function comes({ logs, sleep }: CauseDeps, place: LogPlace): Promise<LogWindow | undefined> {
  if (place.stream === undefined) return logs.end(place);
  for (const waitMs of LOG_COMES_AFTER_MS) {
    const window = await logs.end(place);
    if (window && window.text !== '') return window;
    await sleep(waitMs);
  }
  return logs.end(place);
}

/** Masked as a whole before anything is cut out of it. */
function toExcerpt(raw: string): Excerpt | undefined {
  return pickExcerpt(mask(toPlainLog(raw)));
}

function shown({ logs }: CauseDeps, place: LogPlace, window: LogWindow, { lines, at }: Excerpt): Shown {
  const url = logs.link(place, window.times[at]);
  return {
    lines,
    ...(window.firstLine === undefined ? {} : { line: window.firstLine + at }),
    ...(url === undefined ? {} : { url }),
  };
}
