import type { Command } from '../../domain/command.ts';
import { parseDuration } from '../../domain/duration.ts';
import type { SubCommand } from './sub-command.ts';

const DAY_MS = 86_400_000;
const USUAL_MS = 7 * DAY_MS;
const LONGEST_DAYS = 3_650;

export const audit: SubCommand = {
  name: 'audit',
  usage: 'audit [pipeline] [for 7d]',
  summary: 'who did what, and who was refused: the newest here, all of it as a file',
  examples: [
    { text: 'audit', command: { verb: 'audit', spanMs: USUAL_MS } },
    { text: 'audit shop-web for 30d', command: { verb: 'audit', pipeline: 'shop-web', spanMs: 30 * DAY_MS } },
    { text: 'audit for 2 weeks', command: { verb: 'audit', spanMs: 14 * DAY_MS } },
  ],
  flags: [],
  read(rest) {
    const [first, ...after] = rest;
    if (first?.toLowerCase() === 'for') return withSpan({ verb: 'audit' }, after);
    const command = { verb: 'audit' as const, ...(first === undefined ? {} : { pipeline: first }) };
    const [word, ...span] = after;
    if (word === undefined) return { ...command, spanMs: USUAL_MS };
    return word.toLowerCase() === 'for' ? withSpan(command, span) : `audit does not know what to do with “${word}”.`;
  },
};

function withSpan(command: { verb: 'audit'; pipeline?: string }, words: readonly string[]): Command | string {
  const typed = words.join(' ');
  const spanMs = parseDuration(typed);
  if (spanMs === undefined)
    return typed === '' ? 'audit for needs a length of time.' : `“${typed}” is no length of time.`;
  if (spanMs > LONGEST_DAYS * DAY_MS) return `audit looks back ${LONGEST_DAYS} days at most.`;
  return { ...command, spanMs };
}
