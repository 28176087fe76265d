import { createHash } from 'node:crypto';
import type { Caller, HttpRequest, HttpResponse } from '../../ports.ts';
import { queryAnswer, queryError } from './query.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const ROLE = /^arn:aws(?:-\w+)*:iam::(\d{12}):role\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,64})$/;
const HOUR_SECONDS = 3_600;
/** Sessions that are remembered; the oldest go. */
const SESSIONS = 1_000;

interface Identity extends Caller {
  userId: string;
}

const capitals = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16).toUpperCase();

/** The security token service: it knows who assumed which role here, and lets everybody assume any. */
export function createSts({ accountId, now }: { accountId: string; now: () => number }) {
  const sessions = new Map<string, Identity & { until: number }>();

  function keyOf({ headers }: HttpRequest): string {
    return /Credential=([\w+=,.@-]{1,128})\//.exec(headers.authorization ?? '')?.[1] ?? 'anonymous';
  }

  function identityOf(key: string): Identity {
    const arn = `arn:aws:sts::${accountId}:assumed-role/sandbox/${key}`;
    return sessions.get(key) ?? { arn, account: accountId, userId: `AROASANDBOX:${key}` };
  }

  return {
    /** Whose credentials a request was signed with; those that nobody gave out are of the home account. */
    callerOf(request: HttpRequest): Caller | 'expired' {
      const key = keyOf(request);
      return (sessions.get(key)?.until ?? Number.POSITIVE_INFINITY) <= now() ? 'expired' : identityOf(key);
    },
    /** Any role, in any account; nobody checks a trust policy, nor a signature afterwards. */
    assumeRole(form: URLSearchParams): HttpResponse {
      const [, account, role] = ROLE.exec(form.get('RoleArn') ?? '') ?? [];
      const session = form.get('RoleSessionName') ?? '';
      const seconds = Number(form.get('DurationSeconds') ?? HOUR_SECONDS);
      if (account === undefined || role === undefined || !/^[\w+=,.@-]{2,64}$/.test(session))
        return queryError(400, 'ValidationError', 'RoleArn or RoleSessionName is not valid');
      if (!(seconds >= 900 && seconds <= 43_200))
        return queryError(400, 'ValidationError', 'DurationSeconds must be between 900 and 43200');
      const arn = `arn:aws:sts::${account}:assumed-role/${role}/${session}`;
      const AccessKeyId = `ASIA${capitals(arn)}`;
      const userId = `AROA${capitals(role)}:${session}`;
      sessions.delete(AccessKeyId);
      const until = now() + seconds * 1000;
      sessions.set(AccessKeyId, { arn, account, userId, until });
      for (const oldest of sessions.keys()) {
        if (sessions.size <= SESSIONS) break;
        sessions.delete(oldest);
      }
      return queryAnswer(NAMESPACE, 'AssumeRole', {
        Credentials: {
          AccessKeyId,
          SecretAccessKey: 'sandbox',
          SessionToken: 'sandbox',
          Expiration: new Date(until).toISOString(),
        },
        AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
      });
    },
    getCallerIdentity(request: HttpRequest): HttpResponse {
      const { arn, account, userId } = identityOf(keyOf(request));
      return queryAnswer(NAMESPACE, 'GetCallerIdentity', { Arn: arn, UserId: userId, Account: account });
    },
  };
}
