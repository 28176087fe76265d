import { CHANNELS, PEOPLE } from '../../people.ts';

export interface Place {
  user: string;
  place: string;
}

const DEFAULT: Place = { user: PEOPLE[0]?.id ?? '', place: CHANNELS[0].id };

/** Who and where, from the address (`#as=ben&in=deployments`, ids or names), else from what was stored, else the defaults. */
export function readPlace(hash: string, stored: string): Place {
  const wanted = new URLSearchParams(hash.replace(/^#/, ''));
  const before = new URLSearchParams(stored.replace(/^#/, ''));
  return {
    user: toUser(wanted.get('as')) ?? toUser(before.get('as')) ?? DEFAULT.user,
    place: toPlace(wanted.get('in')) ?? toPlace(before.get('in')) ?? DEFAULT.place,
  };
}

export function writePlace({ user, place }: Place): string {
  return `#${new URLSearchParams({ as: user, in: place })}`;
}

function toUser(value: string | null): string | null {
  return PEOPLE.find(({ id, name }) => value === id || value === name)?.id ?? null;
}

/** Direct messages are known only to the server, so any id will do here; the page falls back when it does not exist. */
function toPlace(value: string | null): string | null {
  const channel = CHANNELS.find(({ id, name }) => value === id || value === name)?.id;
  return channel ?? (value !== null && /^(?:home|[CD][A-Z0-9]{2,20})$/.test(value) ? value : null);
}
