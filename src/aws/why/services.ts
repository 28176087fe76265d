import { NoAccessError } from '../../app/no-access-error.ts';
import { ServiceRefusal } from '../../app/why/ports.ts';
import type { AccountRegion } from '../../domain/ids.ts';
import type { RoleCredentials } from '../assume-role.ts';
import { callSigned, type SignedAnswer } from '../signed-request.ts';

/** AWS services other than CodePipeline, called by signed requests: a client for each would not fit into the function. */
export interface Services {
  /** @param target as in `x-amz-target`: `CodeBuild_20161006.BatchGetBuilds`
   * @returns the body, unparsed but for JSON
   * @throws ServiceRefusal */
  json(place: AccountRegion, service: string, target: string, input: object): Promise<unknown>;
  /** The older Query protocol. @returns XML
   * @throws ServiceRefusal */
  query(place: AccountRegion, service: string, form: Readonly<Record<string, string>>): Promise<string>;
}

export interface ServiceDeps {
  /** @returns undefined where the function itself may look; throws NoAccessError */
  readonly credentials: (place: AccountRegion) => Promise<RoleCredentials | undefined>;
  readonly env: NodeJS.ProcessEnv;
  sleep(ms: number): Promise<void>;
}

/** A throttled call is made again after so long. */
const AGAIN_AFTER_MS = [400, 1_200];
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded|SlowDown/;
const FORBIDDEN =
  /AccessDenied|NotAuthorized|UnauthorizedOperation|UnrecognizedClient|InvalidClientTokenId|ExpiredToken/;

export function createServices(deps: ServiceDeps): Services {
  async function call(place: AccountRegion, service: string, operation: string, request: Request): Promise<string> {
    for (const waitMs of [...AGAIN_AFTER_MS, undefined]) {
      const answer = await send(deps, place, service, request);
      if (answer.ok) return answer.text;
      const code = codeOf(answer);
      if (!THROTTLED.test(code)) throw refusalFor(service, operation, code);
      if (waitMs !== undefined) await deps.sleep(waitMs);
    }
    throw new ServiceRefusal({ kind: 'throttled', service });
  }

  return {
    async json(place, service, target, input) {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
      const operation = target.split('.').at(-1) ?? '';
      return JSON.parse(await call(place, service, operation, { headers, body: JSON.stringify(input) }));
    },
    query(place, service, form) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
      const body = new URLSearchParams(form).toString();
      return call(place, service, form.Action ?? '', { headers, body });
    },
  };
}

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function send(
  { credentials, env }: ServiceDeps,
  place: AccountRegion,
  service: string,
  request: Request,
): Promise<SignedAnswer> {
  try {
    const keys = await credentials(place);
    const endpointVariable = `AWS_ENDPOINT_URL_${service.toUpperCase()}`;
    return await callSigned({ service, endpointVariable, ...request }, place.region, keys ? withKeys(env, keys) : env);
  } catch (cause) {
    if (cause instanceof NoAccessError) {
      const gap =
        cause.advice === 'missing_permission' ? FORBIDDEN_ROLE : ({ kind: 'silent', service: 'sts' } as const);
      throw new ServiceRefusal(gap, { cause });
    }
    throw new ServiceRefusal({ kind: 'silent', service }, { cause });
  }
}

const FORBIDDEN_ROLE = { kind: 'forbidden', permission: 'sts:AssumeRole' } as const;

function withKeys(env: NodeJS.ProcessEnv, keys: RoleCredentials): NodeJS.ProcessEnv {
  return {
    ...env,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
}

function codeOf({ status, text }: SignedAnswer): string {
  return (
    /"__type"\s*:\s*"(?:[^"]*#)?(\w+)"|<Code>([^<]+)<\/Code>/.exec(text)?.slice(1).find(Boolean) ?? `Status${status}`
  );
}

function refusalFor(service: string, operation: string, code: string): ServiceRefusal {
  if (FORBIDDEN.test(code)) return new ServiceRefusal({ kind: 'forbidden', permission: `${service}:${operation}` });
  if (/ResourceNotFound/.test(code)) return new ServiceRefusal({ kind: 'no_log' });
  return new ServiceRefusal({ kind: 'failed', service });
}
