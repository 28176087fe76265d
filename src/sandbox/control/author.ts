import { ControlError, type Person, type Push } from '../ports.ts';

/** Who a commit is by: somebody of the cast, named by id, handle or name; or whoever is described.
 * @throws ControlError when nobody of the cast is called so */
export function toAuthor(
  author: string | NonNullable<Push['author']>,
  people: readonly Person[],
): NonNullable<Push['author']> {
  if (typeof author !== 'string') return author;
  const found = people.find(({ id, name, realName }) => [id, name, realName].includes(author));
  if (!found)
    throw new ControlError(`Nobody here is called "${author}"; known are ${people.map(({ name }) => name).join(', ')}`);
  return { name: found.realName, email: found.email, login: found.login };
}
