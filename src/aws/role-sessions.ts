import type { Role, RoleCredentials } from './assume-role.ts';

/** Credentials are renewed this long before their end, as the SDK does. */
const BEFORE_END_MS = 5 * 60_000;
/** A refusal is repeated so long without asking: one account that is out of reach must not take the time of the others. */
const REFUSED_MS = 10_000;
/** Sessions of people are short; those of a busy day are all kept. */
const AT_MOST = 200;

export interface RoleSessions {
  /** @throws NoAccessError, the same one for ten seconds */
  credentials(role: Role, sessionName: string): Promise<RoleCredentials>;
}

interface Session {
  readonly credentials: Promise<RoleCredentials>;
  /** epoch ms */
  refusedAt?: number;
}

/** Role sessions, each assumed once and used until five minutes before its end, also by those who ask at the same time. */
export function createRoleSessions(
  assume: (role: Role, sessionName: string) => Promise<RoleCredentials>,
  now: () => number,
): RoleSessions {
  const kept = new Map<string, Session>();

  async function stillCounts(session: Session): Promise<boolean> {
    try {
      const { expiration } = await session.credentials;
      return expiration.getTime() - now() > BEFORE_END_MS;
    } catch {
      return now() - (session.refusedAt ?? now()) < REFUSED_MS;
    }
  }

  function begin(key: string, role: Role, sessionName: string): Session {
    const session: Session = { credentials: assume(role, sessionName) };
    session.credentials.catch(() => {
      session.refusedAt = now();
    });
    kept.delete(key);
    kept.set(key, session);
    for (const oldest of kept.keys()) {
      if (kept.size <= AT_MOST) break;
      kept.delete(oldest);
    }
    return session;
  }

  return {
    async credentials(role, sessionName) {
      const key = [role.arn, role.externalId ?? '', sessionName].join('|');
      const known = kept.get(key);
      if (known && (await stillCounts(known))) return known.credentials;
      // Of several who found it old, the first renews it.
      const newer = kept.get(key);
      const session = newer && newer !== known ? newer : begin(key, role, sessionName);
      return session.credentials;
    },
  };
}
