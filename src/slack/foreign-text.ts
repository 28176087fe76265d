/** Line breaks and control characters: one line is one line. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** What nobody sees but what changes how the rest is read: bidirectional marks, zero-width characters, tags. */
const INVISIBLE = /\p{Bidi_Control}|[\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/** Formatting begins or ends only where a mark does not stand inside a word. */
const FORMATTING = /(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu;
/** Slack does not say how to escape its marks, so they are exchanged for characters that look alike. */
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** Text from outside as one line of visible characters. */
export function oneLine(text: string): string {
  return visible(text.replace(BREAKS, ' ')).trim();
}

/** Text from outside with its line breaks, for preformatted text. */
export function visibleLines(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => visible(line.replaceAll('\t', '  ').replace(BREAKS, ' ')).trimEnd()).join('\n');
}

function visible(text: string): string {
  return text.replace(INVISIBLE, '').replace(LONE_SURROGATE, '\ufffd');
}

/** Takes bold, italic, struck and code text away from text that is not ours. */
export function neutralise(text: string): string {
  return text.replace(FORMATTING, (mark) => LOOKALIKES[mark] ?? mark);
}

/** Slack's own three: no mention, link or date can be opened without them. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Cuts plain text to `max` UTF-16 units, never inside a surrogate pair. */
export function cutPlain(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
