import { errorWord } from '../app/error-word.ts';
import { NoAccessError } from '../app/no-access-error.ts';
import type { FailureAdvice } from '../domain/operation.ts';
import { callSigned, type SignedAnswer } from './signed-request.ts';

export interface Role {
  readonly arn: string;
  readonly externalId?: string;
}

export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** Answers of STS that say "you may not", whatever the reason: the trust policy, the external id, a region that is switched off. */
const FORBIDDEN: readonly string[] = ['AccessDenied', 'AccessDeniedException', 'RegionDisabledException'];
const SESSION_SECONDS = 3_600;

/** Becomes a role for an hour, the longest that one role may be another.
 * @param sessionName 2 to 64 of `\w+=,.@-`; CloudTrail shows it as who did it
 * @throws NoAccessError
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export async function assumeRole(
  role: Role,
  sessionName: string,
  region: string,
  env: NodeJS.ProcessEnv,
): Promise<RoleCredentials> {
  const name = role.arn.split('/').at(-1) ?? '';
  const answer = await ask(role, name, sessionName, region, env);
  const credentials = answer.ok ? readCredentials(answer.text) : undefined;
  if (credentials) return credentials;
  const code = textIn(answer.text, 'Code') ?? `status ${answer.status}`;
  throw new NoAccessError(code, adviceFor(code, answer.status), name);
}

async function ask(
  role: Role,
  name: string,
  sessionName: string,
  region: string,
  env: NodeJS.ProcessEnv,
): Promise<SignedAnswer> {
  const form = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: role.arn,
    RoleSessionName: sessionName,
    DurationSeconds: String(SESSION_SECONDS),
    ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
  });
  const call = {
    service: 'sts',
    endpointVariable: 'AWS_ENDPOINT_URL_STS',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: form.toString(),
  };
  try {
    return await callSigned(call, region, env);
  } catch (cause) {
    throw new NoAccessError(errorWord(cause), 'try_again', name, { cause });
  }
}

function adviceFor(code: string, status: number): FailureAdvice {
  if (FORBIDDEN.includes(code)) return 'missing_permission';
  return status >= 500 || code.startsWith('Throttl') ? 'try_again' : 'look_at_log';
}

/** STS speaks the Query protocol: its answer is XML, with each value in an element of its own and nothing in need of unescaping. */
function readCredentials(xml: string): RoleCredentials | undefined {
  const accessKeyId = textIn(xml, 'AccessKeyId');
  const secretAccessKey = textIn(xml, 'SecretAccessKey');
  const sessionToken = textIn(xml, 'SessionToken');
  const expiration = new Date(textIn(xml, 'Expiration') ?? '');
  if (!accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiration.getTime())) return undefined;
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
}

function textIn(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
}
