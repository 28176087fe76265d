import type { ErrorCode } from 'yaml';

/** What is wrong with a text that is no YAML, in a sentence: the library explains its own grammar.
 * @param message the library's, whose first line is told where nothing better is known
 * @param line the text of the line */
export function yamlWords(code: ErrorCode, message: string, line: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab stands at the beginning of the line; indent with spaces';
    case 'DUPLICATE_KEY':
      return `${/[^\s:{,-][^\s:]*/.exec(line)?.[0] ?? 'a key'}: this key stands there twice`;
    case 'MISSING_CHAR':
      return message.includes('quote') ? 'a quote is opened and never closed' : firstLine(message);
    case 'BAD_INDENT':
      return message.startsWith('Flow') ? notClosed(line) : INDENTED;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'there is a colon too many in the line; put text with a colon in quotes';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a key ends with a colon and a space';
    case 'BAD_ALIAS':
      return STAR;
    case 'BAD_SCALAR_START':
      return 'text that begins with @, ` or % belongs in quotes';
    case 'MULTIPLE_DOCS':
      return 'there are several documents in the file; a policy is one';
    case 'UNEXPECTED_TOKEN':
      return 'something is missing or too many before this: a comma between entries, a quote at the end of a text';
    case 'TAG_RESOLVE_FAILED':
      return 'a policy knows no tags such as !ref';
    default:
      return firstLine(message);
  }
}

/** A pattern without quotes is an alias to YAML. */
export const STAR = 'a text that begins with * belongs in quotes, such as "*"';

const INDENTED = 'the indentation does not fit the lines above: the keys of one entry begin in the same column';

function notClosed(line: string): string {
  const comment = /\s#/.test(line);
  return `a { or [ is opened and not closed${comment ? '; after a space # begins a comment, so such a text belongs in quotes' : ''}`;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}
