import { PEOPLE } from '../../people.ts';
import type { Source } from '../providers/provider.ts';
import type { Configuration } from '../shapes.ts';
import type { Author, Revision } from '../state.ts';
import { type Draft, putHead } from './draft.ts';

/** Who commits when nobody is named: the developer of the demo's cast. */
export function defaultAuthor(): Author | undefined {
  const developer = PEOPLE[0];
  return developer && { name: developer.realName, email: developer.email, login: developer.login };
}

const withAuthor = (author: Author | undefined) => (author ? { author } : {});

/** A revision that nobody looks at yet.
 * @param given an id from outside instead of a new one */
export const newRevision = (
  { dice, now }: Draft,
  source: Source,
  { id, message, author }: { id?: string; message: string; author: Author | undefined },
): Revision => ({
  id: id ?? source.newId(dice),
  changeId: dice.hex(32),
  message,
  createdAt: now,
  ...withAuthor(author),
});

/** A new revision at the place the source looks at, newest from now on. */
export function pushRevision(
  draft: Draft,
  source: Source,
  place: Configuration,
  message: string,
  author: Author | undefined,
): Revision {
  const revision = newRevision(draft, source, { message, author });
  putHead(draft, source.key(place), revision);
  return revision;
}

/** The newest revision; every source has a first one. */
export const headOf = (draft: Draft, source: Source, place: Configuration): Revision =>
  draft.heads.get(source.key(place)) ?? pushRevision(draft, source, place, 'Initial commit', defaultAuthor());
