/** A word as somebody typed it; a quoted one is never a flag. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
};
const SPACE = /[\s\u00a0]/;

/** Takes a typed line apart (words.why.md): quotes of any keyboard, `name="two words"`, phones' dashes, and what Slack has escaped.
 *
 * A quote that is never closed and an apostrophe inside a word stand for themselves: nothing that was typed is lost.
 */
export function toWords(line: string): Word[] {
  const text = fromSlack(line);
  const words: Word[] = [];
  const neverClosed = new Set<string>();
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const { word, end } = readWord(text, at, neverClosed);
    words.push(word);
    at = end;
  }
  return words;
}

/** @param neverClosed quotes of which it is known already that none closes after here: a line is looked through once for each kind */
function readWord(text: string, start: number, neverClosed: Set<string>): { word: Word; end: number } {
  let content = '';
  let at = start;
  let quoted = false;
  while (at < text.length && !SPACE.test(text.charAt(at))) {
    const mayOpen = at === start || text.charAt(at - 1) === '=';
    const close = mayOpen ? closingQuote(text, at, neverClosed) : -1;
    if (close === -1) {
      content += text.charAt(at);
      at += 1;
    } else {
      content += text.slice(at + 1, close);
      quoted ||= at === start;
      at = close + 1;
    }
  }
  return { word: { text: quoted ? content : withPlainDashes(content), quoted }, end: at };
}

/** @returns where the quote that opens here closes; -1 when none opens or it is never closed */
function closingQuote(text: string, at: number, neverClosed: Set<string>): number {
  const opens = text.charAt(at);
  const closes = QUOTES[opens];
  if (closes === undefined || neverClosed.has(opens)) return -1;
  for (let end = at + 1; end < text.length; end++) {
    const next = text.charAt(end + 1);
    const atWordEnd = next === '' || SPACE.test(next);
    if (atWordEnd && (text.charAt(end) === closes || isMixed(opens, text.charAt(end)))) return end;
  }
  neverClosed.add(opens);
  return -1;
}

/** Phones mix their quotes: “like this", and „like this”. */
function isMixed(opens: string, candidate: string): boolean {
  const double = '"“”„';
  const single = "'‘’";
  return (
    (double.includes(opens) && double.includes(candidate)) || (single.includes(opens) && single.includes(candidate))
  );
}

/** Phones make one long dash of `--`. */
function withPlainDashes(word: string): string {
  return word.replace(/^[—–](?=\p{L})/u, '--');
}

/** Slack sends links, channels and people as `<…|label>`, and three characters as entities. */
function fromSlack(line: string): string {
  return line
    .replace(
      /<((?:[@#!]|https?:|mailto:|tel:)[^<>|]*)(?:\|([^<>]*))?>/g,
      (_, target: string, label: string | undefined) => shown(target, label),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function shown(target: string, label: string | undefined): string {
  const sign = /^[@#!]/.exec(target)?.[0];
  if (sign === undefined) return label === undefined || label === '' ? target : label;
  const name = label === undefined || label === '' ? target.slice(1) : label.replace(/^[@#]/, '');
  return `${sign === '!' ? '@' : sign}${name}`;
}
