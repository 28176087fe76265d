import { emojiGlyph } from './emoji.ts';
import { decodeEntities } from './entities.ts';
import { parseAngle } from './mrkdwn-angle.ts';
import type { Inline, MrkdwnOptions } from './mrkdwn-nodes.ts';
import { toSafeLink } from './safe-link.ts';

export interface InlineOptions extends MrkdwnOptions {
  /** inside code: links and mentions still count, styles, emoji and bare URLs do not */
  literal?: boolean;
}

type Style = 'bold' | 'italic' | 'strike';
const STYLES: Readonly<Record<string, Style>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const WORD = /[\p{L}\p{N}]/u;
const BARE_URL = /https?:\/\/[^\s<>|`]+/iy;
const EMOJI = /:([a-z0-9_+'-]{1,80}):/y;
const NAMED = /@(here|channel|everyone)\b|#([\p{L}\p{N}_-]{1,80})/uy;

/** Reads what stands within a line; line breaks stay in the text. Each style nests at most once, so depth is bounded. */
export function parseInline(
  source: string,
  options: InlineOptions = {},
  active: ReadonlySet<Style> = new Set(),
): Inline[] {
  const nodes: Inline[] = [];
  let text = '';
  let at = 0;
  const push = (node: Inline, length: number) => {
    if (text !== '') nodes.push({ kind: 'text', text: decodeEntities(text) });
    text = '';
    nodes.push(node);
    at += length;
  };

  while (at < source.length) {
    const found = readAt(source, at, options, active);
    if (found) push(found.node, found.length);
    else {
      text += source[at];
      at += 1;
    }
  }
  if (text !== '') nodes.push({ kind: 'text', text: decodeEntities(text) });
  return nodes;
}

interface Found {
  node: Inline;
  length: number;
}

function readAt(source: string, at: number, options: InlineOptions, active: ReadonlySet<Style>): Found | null {
  const char = source[at] ?? '';
  if (char === '<') return readAngle(source, at);
  if (options.literal) return null;
  if (char === '`') return readCode(source, at);
  if (char in STYLES) return readStyle(source, at, options, active);
  if (char === ':') return readEmoji(source, at);
  if (options.verbatim || isWord(source[at - 1])) return null;
  if (char === 'h' || char === 'H') return readBareUrl(source, at);
  if (char === '@' || char === '#') return readName(source, at, options);
  return null;
}

function readAngle(source: string, at: number): Found | null {
  const end = source.indexOf('>', at);
  if (end < 0) return null;
  const node = parseAngle(source.slice(at + 1, end));
  return node && { node, length: end + 1 - at };
}

function readCode(source: string, at: number): Found | null {
  const end = endOfCode(source, at);
  if (end < 0) return null;
  const children = parseInline(source.slice(at + 1, end), { literal: true });
  return { node: { kind: 'code', children }, length: end + 1 - at };
}

function endOfCode(source: string, at: number): number {
  const end = source.indexOf('`', at + 1);
  return end > at + 1 && !source.slice(at, end).includes('\n') ? end : -1;
}

function readStyle(source: string, at: number, options: InlineOptions, active: ReadonlySet<Style>): Found | null {
  const mark = source[at] ?? '';
  const kind = STYLES[mark];
  if (!kind || active.has(kind) || isWord(source[at - 1]) || source[at - 1] === mark) return null;
  if (/[\s]/.test(source[at + 1] ?? ' ') || source[at + 1] === mark) return null;
  const end = closing(source, at, mark);
  if (end < 0) return null;
  const children = parseInline(source.slice(at + 1, end), options, new Set([...active, kind]));
  return { node: { kind, children }, length: end + 1 - at };
}

/** A style ends at its mark after a non-space and before anything but a word, on the same line, outside code and links. */
function closing(source: string, open: number, mark: string): number {
  let at = open + 1;
  while (at < source.length && source[at] !== '\n') {
    const char = source[at];
    if (char === mark && !/\s/.test(source[at - 1] ?? ' ') && !isWord(source[at + 1]) && source[at + 1] !== mark) {
      return at;
    }
    const end = char === '<' ? source.indexOf('>', at) : char === '`' ? endOfCode(source, at) : -1;
    at = end > at ? end + 1 : at + 1;
  }
  return -1;
}

function readEmoji(source: string, at: number): Found | null {
  const name = matchAt(EMOJI, source, at)?.[1];
  const glyph = name === undefined ? null : emojiGlyph(name);
  if (name === undefined || glyph === null) return null;
  return { node: { kind: 'emoji', name, glyph }, length: name.length + 2 };
}

function readBareUrl(source: string, at: number): Found | null {
  const raw = matchAt(BARE_URL, source, at)?.[0].replace(/(?:[.,;:!?)'"*_~\]]|&gt;)+$/, '');
  if (raw === undefined) return null;
  const address = decodeEntities(raw);
  const href = toSafeLink(address);
  return href === null
    ? null
    : { node: { kind: 'link', href, children: [{ kind: 'text', text: address }] }, length: raw.length };
}

function readName(source: string, at: number, options: InlineOptions): Found | null {
  const match = matchAt(NAMED, source, at);
  const range = match?.[1];
  if (range === 'here' || range === 'channel' || range === 'everyone') {
    return { node: { kind: 'broadcast', range }, length: range.length + 1 };
  }
  const name = match?.[2] ?? '';
  const ids = options.channelIds ?? {};
  const id = Object.hasOwn(ids, name) ? ids[name] : undefined;
  return id === undefined ? null : { node: { kind: 'channel', id, label: name }, length: name.length + 1 };
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && WORD.test(char);
}
