import { coAuthorsOf } from '../domain/authorship.ts';
import type { Author } from '../domain/execution-event.ts';
import { cut, cutTo, NAME_MAX } from './limits.ts';

const EMAIL_MAX = 254;

interface Told {
  readonly name: string | null | undefined;
  readonly email: string | null | undefined;
  readonly login: string | null | undefined;
  /** the whole commit message: its last lines name the co-authors */
  readonly message: string | null | undefined;
}

/** @returns undefined when nothing tells who wrote it */
export function toAuthor({ name, email, login, message }: Told): Author | undefined {
  const called = name || login || email;
  if (!called) return undefined;
  const coAuthors = coAuthorsOf(message ?? '').map((one) => named(one.name, one.email));
  return {
    ...named(called, email),
    ...(login ? { login: cut(login, NAME_MAX) } : {}),
    ...(coAuthors.length > 0 ? { coAuthors } : {}),
  };
}

function named(name: string, email: string | null | undefined): { name: string; email?: string } {
  return { name: cutTo(name, NAME_MAX), ...(email ? { email: cut(email, EMAIL_MAX) } : {}) };
}
