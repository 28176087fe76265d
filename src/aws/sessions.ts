import type { Sessions } from '../app/codepipeline-ports.ts';
import { NoAccessError } from '../app/no-access-error.ts';
import type { Log } from '../app/ports.ts';
import { isServed, type Served } from '../domain/served.ts';
import type { Access, AccountClients } from './account-clients.ts';

const BOTH: readonly Access[] = ['read', 'operate'];

/** Opens accounts with the roles that the policy names for them.
 * @param sessionOf what a session under this name holds */
export function createSessions<S>(
  served: Served,
  clients: AccountClients,
  log: Log,
  sessionOf: (name: string) => S,
): Sessions<S> {
  return {
    async open(place, name) {
      if (!isServed(served, place)) return { kind: 'not_served' };
      try {
        await Promise.all(BOTH.map((access) => clients.enter(place, access, name)));
      } catch (error) {
        if (!(error instanceof NoAccessError)) throw error;
        log.error('A role could not be assumed, so nothing was done there', {
          account: place.account,
          cause: error.name,
        });
        return { kind: 'failed', code: error.code, advice: error.advice };
      }
      return { kind: 'open', session: sessionOf(name) };
    },
  };
}
