import { isBoilerplate, WEIGHT, weightOf } from './clues.ts';
import { failedPart } from './failed-part.ts';
import { withoutPrefix } from './plain-log.ts';

/** The lines of a log that say why. */
export interface Excerpt {
  readonly lines: readonly string[];
  /** where the first of them stands in the text that was looked at, 0 for its first line */
  readonly at: number;
  /** false: they only say that something failed, so that looking further may pay */
  readonly sure: boolean;
}

const LINES_MAX = 8;
const CHARACTERS_MAX = 500;
const LINE_MAX = 160;
/** Some tools say all of it in one line. */
const FIRST_LINE_MAX = 340;
/** Lines of about the same weight speak of the same thing. */
const ABOUT = 12;
/** What stands further apart is another matter. */
const APART = 25;
/** Said so often, it is what the tool always says. */
const OFTEN = 4;
const OFTEN_COSTS = 25;

interface Line {
  readonly at: number;
  readonly text: string;
  readonly weight: number;
}

/** Finds the lines around the cause: the last place where something says in the surest words that it failed, from its first line on.
 * Never simply the last lines, which are about the consequences.
 * @param log plain and masked
 * @returns undefined where nothing is said at all */
export function pickExcerpt(log: string): Excerpt | undefined {
  const all = log.split('\n').map((line, at): Line => ({ at, text: withoutPrefix(line), weight: 0 }));
  const part = failedPart(all.map(({ text }) => text));
  const lines = weighed(all.slice(part.from, part.to));
  const found = lastCluster(lines) ?? lastCluster(weighed(all));
  const [first] = found ?? [];
  if (!found || !first) return lastWords(all);
  const shown = selected(found, all);
  return {
    lines: shown.map(({ at, text }) => shorten(text, at === first.at ? FIRST_LINE_MAX : LINE_MAX)),
    at: first.at,
    sure: found.some(({ weight }) => weight > WEIGHT.consequence),
  };
}

function weighed(lines: readonly Line[]): Line[] {
  const said = new Map<string, number>();
  for (const { text } of lines) said.set(shapeOf(text), (said.get(shapeOf(text)) ?? 0) + 1);
  return lines.map((line) => {
    const weight = weightOf(line.text);
    const often = weight > 0 && (said.get(shapeOf(line.text)) ?? 0) >= OFTEN;
    return { ...line, weight: Math.max(0, weight - (often ? OFTEN_COSTS : 0)) };
  });
}

const shapeOf = (text: string) => text.replace(/\d+/g, '0').trim();

/** @returns the lines of the last place that speaks in the surest words there are; undefined where none says anything */
function lastCluster(lines: readonly Line[]): readonly Line[] | undefined {
  const most = lines.reduce((weight, line) => Math.max(weight, line.weight), 0);
  if (most === 0) return undefined;
  const telling = lines.filter(({ weight }) => weight > 0 && weight >= most - ABOUT);
  let from = telling.length - 1;
  while (from > 0 && (telling[from]?.at ?? 0) - (telling[from - 1]?.at ?? 0) <= APART) from--;
  return telling.slice(from);
}

/** The telling lines with what stands right behind them, in their order, as many as there is room for. */
function selected(telling: readonly Line[], all: readonly Line[]): Line[] {
  const chosen = new Map<number, Line>();
  let room = CHARACTERS_MAX;
  const choose = (line: Line | undefined): boolean => {
    if (!line || chosen.has(line.at) || isBoilerplate(line.text)) return true;
    const length = Math.min(line.text.length, chosen.size === 0 ? FIRST_LINE_MAX : LINE_MAX) + 1;
    if (chosen.size >= LINES_MAX || (length > room && chosen.size > 0)) return false;
    room -= length;
    chosen.set(line.at, line);
    return true;
  };
  const [first, ...others] = telling;
  if (first) for (const line of [first, ...headOf(first, all), ...behind(first, all, 3)]) choose(line);
  for (const line of others) {
    if (![line, ...behind(line, all, 2)].every(choose)) break;
  }
  if (first) behind(first, all, LINES_MAX + 4).every(choose);
  return [...chosen.values()].toSorted((a, b) => a.at - b.at);
}

/** What names the file or the test that the first line is about. */
function headOf({ at }: Line, all: readonly Line[]): Line[] {
  const before = all.slice(Math.max(0, at - 3), at).toReversed();
  const head = before.find(({ text }) =>
    /^\s*(?:File "|FAIL\b|FAILED\b|● |(?:\/|\.\/)\S+\.\w+$|> Task |#\d+ \[|Step \d+)/.test(text),
  );
  return head ? [head] : [];
}

/** What goes on behind a line, up to where it only tells of consequences. */
function behind({ at }: Line, all: readonly Line[], count: number): Line[] {
  const following = all.slice(at + 1, at + 1 + count);
  const end = following.findIndex(({ text }) => weightOf(text) === WEIGHT.consequence);
  return end === -1 ? following : following.slice(0, end);
}

/** Nothing says why: then what it said last. */
function lastWords(all: readonly Line[]): Excerpt | undefined {
  const said = all.filter(({ text }) => text.trim() !== '').slice(-3);
  const [first] = said;
  return first && { lines: said.map(({ text }) => shorten(text, LINE_MAX)), at: first.at, sure: false };
}

function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
