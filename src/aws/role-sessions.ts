import type { Role, RoleCredentials } from './assume-role.ts';

/** Credentials are renewed this long before their end, as the SDK does. */
const BEFORE_END_MS = 5 * 60_000;
/** Sessions of people are short; those of a busy day are all kept. */
const AT_MOST = 200;

export interface RoleSessions {
  /** @throws NoAccessError, which is not kept: the next call asks again */
  credentials(role: Role, sessionName: string): Promise<RoleCredentials>;
}

/** Role sessions, each assumed once and used until five minutes before its end, also by those who ask at the same time. */
export function createRoleSessions(
  assume: (role: Role, sessionName: string) => Promise<RoleCredentials>,
  now: () => number,
): RoleSessions {
  const kept = new Map<string, Promise<RoleCredentials>>();

  async function fresh(key: string): Promise<RoleCredentials | undefined> {
    const credentials = await kept.get(key);
    return credentials && credentials.expiration.getTime() - now() > BEFORE_END_MS ? credentials : undefined;
  }

  function renew(key: string, role: Role, sessionName: string): Promise<RoleCredentials> {
    const assumed = assume(role, sessionName);
    kept.delete(key);
    kept.set(key, assumed);
    assumed.catch(() => {
      if (kept.get(key) === assumed) kept.delete(key);
    });
    for (const oldest of kept.keys()) {
      if (kept.size <= AT_MOST) break;
      kept.delete(oldest);
    }
    return assumed;
  }

  return {
    async credentials(role, sessionName) {
      const key = [role.arn, role.externalId ?? '', sessionName].join('|');
      const before = kept.get(key);
      const credentials = await fresh(key);
      if (credentials) return credentials;
      // Of several who found it old, the first renews it.
      const newer = kept.get(key);
      return newer !== undefined && newer !== before ? newer : renew(key, role, sessionName);
    },
  };
}
