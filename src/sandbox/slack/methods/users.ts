import type { Person } from '../../ports.ts';
import { requiredString } from '../arguments.ts';
import { userJson } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import { page } from '../pages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

export function usersInfo({ people, deps }: Workspace, args: JsonObject): JsonObject {
  const person = people.byId(requiredString(args, 'user'));
  if (!person) throw new SlackError('user_not_found');
  return { user: userJson(person, deps) };
}

/** Full members first. */
export function usersList({ people, deps }: Workspace, args: JsonObject): JsonObject {
  const idOf = (person: Person) => person.id;
  const found = page(people.all, args, idOf, (person, id) => person.id === id, { usual: 1000, most: 1000 });
  return {
    members: found.items.map((person) => userJson(person, deps)),
    cache_ts: Math.floor(deps.clock.now() / 1000),
    response_metadata: { next_cursor: found.nextCursor },
  };
}

/** People of other workspaces and closed accounts are not found by their address. */
export function usersLookupByEmail({ people, deps }: Workspace, args: JsonObject): JsonObject {
  const email = requiredString(args, 'email').toLowerCase();
  const isHere = (person: Person) => person.teamId === deps.team.id && !person.deactivated;
  const person = people.all.find((each) => each.email.toLowerCase() === email && isHere(each));
  if (!person) throw new SlackError('users_not_found');
  return { user: userJson(person, deps) };
}
