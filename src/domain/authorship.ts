import type { Author, CoAuthor } from './execution-event.ts';

/** A message with more of them is no list of authors any more; that there are more is not lost. */
const CO_AUTHORS_AT_MOST = 10;
const TRAILER = 'co-authored-by:';
const LINE_MAX = 400;

/** Those whom a commit message names in `Co-authored-by:` lines. `Signed-off-by:` and its like tell who let a change through, not whose
 * it is. */
export function coAuthorsOf(message: string): CoAuthor[] {
  const found = message.split('\n').flatMap((line) => toCoAuthor(line) ?? []);
  if (found.length <= CO_AUTHORS_AT_MOST) return found;
  // Without an address nobody can say who that is, so the change counts as one whose authors are not all known.
  return [...found.slice(0, CO_AUTHORS_AT_MOST), { name: 'each further co-author' }];
}

function toCoAuthor(line: string): CoAuthor | undefined {
  const text = line.trim().slice(0, LINE_MAX);
  if (!text.toLowerCase().startsWith(TRAILER)) return undefined;
  const who = text.slice(TRAILER.length);
  const opens = who.indexOf('<');
  const closes = who.indexOf('>', opens);
  const email = opens < 0 || closes < 0 ? '' : who.slice(opens + 1, closes).trim();
  const name = (opens < 0 ? who : who.slice(0, opens)).trim();
  if (name === '' && email === '') return undefined;
  return { name: name === '' ? email : name, ...(email === '' ? {} : { email }) };
}

/** The author of a revision and those who wrote it with them. */
export function everyoneOf({ coAuthors = [], ...author }: Author): Author[] {
  return [author, ...coAuthors];
}

/** GitHub and GitLab let people commit under `123+login@users.noreply.github.com`: that names an account and is nobody's mailbox. */
export function loginIn(email: string): string | undefined {
  const [, login] = /^(?:\d+[+-])?([^@\s]+)@users\.noreply\.[a-z0-9.-]+$/i.exec(email.trim()) ?? [];
  return login;
}
