import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import type { AccountRegion } from '../domain/ids.ts';
import { entryOf, type Served } from '../domain/served.ts';
import type { Role, RoleCredentials } from './assume-role.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { REQUEST_LIMITS } from './request-limits.ts';
import type { RoleSessions } from './role-sessions.ts';

/** Each has a role of its own: what only looks cannot change anything, and what does the work of actions cannot start or stop. */
export type Access = 'read' | 'operate' | 'jobs';

/** Reads may be tried again by the client; a write that is repeated could act twice. */
const ATTEMPTS: Readonly<Record<Access, number>> = { read: 3, operate: 1, jobs: 1 };
/** People come and go; a client is made in a millisecond. */
const AT_MOST = 100;

export interface AccountClients {
  /** Clients of whoever acts under this name. In the home account without roles it is the function itself that acts. */
  as(access: Access, sessionName: string): ClientFor;
  /** Makes sure of the right to act there.
   * @throws NoAccessError */
  enter(place: AccountRegion, access: Access, sessionName: string): Promise<void>;
  /** For calls of services that no client is carried for.
   * @returns undefined in the home account without roles: there the function itself calls
   * @throws NoAccessError */
  credentials(place: AccountRegion, access: Access, sessionName: string): Promise<RoleCredentials | undefined>;
}

/** One client for each account, region, kind of access and session, kept. */
export function createAccountClients(served: Served, sessions: RoleSessions): AccountClients {
  const clients = new Map<string, CodePipelineClient>();

  function roleIn({ account }: AccountRegion, access: Access): Role | undefined {
    const entry = entryOf(served, account);
    const arn = entry && (entry[access] ?? entry.operate);
    return arn === undefined
      ? undefined
      : { arn, ...(entry?.externalId === undefined ? {} : { externalId: entry.externalId }) };
  }

  function keep(key: string, client: CodePipelineClient): CodePipelineClient {
    clients.set(key, client);
    for (const oldest of clients.keys()) {
      if (clients.size <= AT_MOST) break;
      clients.delete(oldest);
    }
    return client;
  }

  return {
    as: (access, sessionName) => (place) => {
      const role = roleIn(place, access);
      const key = [place.account, place.region, access, role ? sessionName : ''].join('|');
      const credentials: (() => Promise<RoleCredentials>) | undefined =
        role && (() => sessions.credentials(role, sessionName));
      return (
        clients.get(key) ??
        keep(
          key,
          new CodePipelineClient({
            region: place.region,
            maxAttempts: ATTEMPTS[access],
            requestHandler: REQUEST_LIMITS,
            ...(credentials ? { credentials } : {}),
          }),
        )
      );
    },
    async enter(place, access, sessionName) {
      const role = roleIn(place, access);
      if (role) await sessions.credentials(role, sessionName);
    },
    async credentials(place, access, sessionName) {
      const role = roleIn(place, access);
      return role && sessions.credentials(role, sessionName);
    },
  };
}
