import { parseInline } from './mrkdwn-inline.ts';
import type { MrkdwnOptions, Paragraph } from './mrkdwn-nodes.ts';

const FENCE = '```';
const QUOTE_MARK = /^(?:>|&gt;) ?/;
const QUOTE_REST = /^(?:>|&gt;){3} ?/;

/** Reads Slack's mrkdwn: fences first, then quotes by line, then what stands within a line. Never throws. */
export function parseMrkdwn(source: string, options: MrkdwnOptions = {}): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let from = 0;
  while (from < source.length) {
    const open = source.indexOf(FENCE, from);
    const close = open < 0 ? -1 : source.indexOf(FENCE, open + FENCE.length);
    // An empty pair of fences is not a block in Slack either.
    if (close <= open + FENCE.length) break;
    paragraphs.push(...parseLines(source.slice(from, open).replace(/\n$/, ''), options));
    const code = source.slice(open + FENCE.length, close).replace(/^\n|\n$/g, '');
    paragraphs.push({ kind: 'pre', children: parseInline(code, { ...options, literal: true }) });
    from = close + FENCE.length;
    if (source[from] === '\n') from += 1;
  }
  paragraphs.push(...parseLines(source.slice(from), options));
  return paragraphs;
}

function parseLines(source: string, options: MrkdwnOptions): Paragraph[] {
  if (source === '') return [];
  const paragraphs: Paragraph[] = [];
  let plain: string[] = [];
  let quoted: string[] = [];
  const flush = () => {
    if (plain.length > 0) paragraphs.push({ kind: 'paragraph', children: parseInline(plain.join('\n'), options) });
    if (quoted.length > 0) paragraphs.push({ kind: 'quote', children: parseInline(quoted.join('\n'), options) });
    plain = [];
    quoted = [];
  };

  const lines = source.split('\n');
  for (const [index, line] of lines.entries()) {
    if (QUOTE_REST.test(line)) {
      flush();
      quoted = [line.replace(QUOTE_REST, ''), ...lines.slice(index + 1)];
      break;
    }
    const isQuote = QUOTE_MARK.test(line);
    if (isQuote ? plain.length > 0 : quoted.length > 0) flush();
    if (isQuote) quoted.push(line.replace(QUOTE_MARK, ''));
    else plain.push(line);
  }
  flush();
  return paragraphs;
}
