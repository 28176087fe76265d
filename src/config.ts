import * as z from 'zod/mini';

const filled = z.string().check(z.minLength(1));

/** Every setting there is, by the name of its environment variable; each function reads only the ones it needs. */
const SETTINGS = {
  TABLE_NAME: filled,
  EVENT_BUS_NAME: filled,
  /** of the queue behind every asynchronous hop */
  DEAD_LETTERS_URL: filled,
  SLACK_TEAM_ID: z.string().check(z.regex(/^[TE][A-Z0-9]+$/, 'the id of a workspace begins with T or E')),
  SLACK_APP_ID: z.string().check(z.regex(/^A[A-Z0-9]+$/, 'the id of an app begins with A')),
  SLACK_BOT_ID: z.string().check(z.regex(/^B[A-Z0-9]+$/, 'the id of a bot begins with B')),
  SLACK_BOT_USER_ID: z.string().check(z.regex(/^[UW][A-Z0-9]+$/, 'the id of a user begins with U or W')),
  /** slack.com, slack-gov.com or this machine: a token is never sent anywhere else */
  SLACK_API_URL: z
    .string()
    .check(z.refine(isSlackUrl, 'must be https on slack.com or slack-gov.com, or a loopback address')),
  /** a file beside the bundles, made from infra/policy.yml by the build */
  POLICY_FILE: filled,
  /** a file beside the bundles, made from infra/questions.yml by the build */
  QUESTIONS_FILE: filled,
  /** the path in SSM below which the client tokens of partner actions stand */
  PARTNER_TOKENS: z.string().check(z.regex(/^\/.*\/$/, 'a path begins and ends with a slash')),
  AWS_REGION: filled,
  /** whether the function `changes` is deployed: without it nobody is asked to change a pipeline */
  CHANGES: z.enum(['true', 'false']),
  /** how long a line of the audit stays in the table */
  AUDIT_RETENTION_DAYS: z.string().check(z.regex(/^[1-9]\d{0,4}$/, 'a whole number of days from 1 to 99999')),
} as const;

const LogLevel = z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT', 'CRITICAL']);

/** A secret comes from the environment (local use) or from the SecureString parameter that the environment names. */
const SECRETS = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'OPERATION_KEY'] as const;
export type SecretName = (typeof SECRETS)[number];
export type SettingName = keyof typeof SETTINGS;

export type SecretSource = { readonly value: string } | { readonly parameter: string };

export type Config<S extends SettingName, K extends SecretName> = { readonly [name in S]: string } & {
  readonly secrets: { readonly [name in K]: SecretSource };
  readonly LOG_LEVEL: z.infer<typeof LogLevel>;
};

/** Reads what one function needs from its environment.
 * @throws Error that lists everything that is missing or wrong, at once; values are not repeated */
export function readConfig<S extends SettingName, K extends SecretName>(
  env: Readonly<Record<string, string | undefined>>,
  settings: readonly S[],
  secrets: readonly K[],
): Config<S, K> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const name of settings) {
    const parsed = SETTINGS[name].safeParse(env[name]);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${env[name] ? 'is wrong' : 'is missing'}${reasonOf(env[name], parsed.error)}`);
  }
  const sources: Record<string, SecretSource> = {};
  for (const name of secrets) {
    const [value, parameter] = [env[name], env[`${name}_PARAMETER`]];
    if (value) sources[name] = { value };
    else if (parameter) sources[name] = { parameter };
    else problems.push(`${name} or ${name}_PARAMETER is missing`);
  }
  const level = LogLevel.safeParse(env.LOG_LEVEL ?? 'INFO');
  if (!level.success) problems.push('LOG_LEVEL is wrong: one of TRACE, DEBUG, INFO, WARN, ERROR, SILENT, CRITICAL');
  if (problems.length > 0) throw new Error(`The environment of this function is incomplete: ${problems.join('; ')}`);
  return { ...values, secrets: sources, LOG_LEVEL: level.data } as Config<S, K>;
}

function reasonOf(value: string | undefined, error: z.core.$ZodError): string {
  return value ? `: ${error.issues.map(({ message }) => message).join(', ')}` : '';
}

function isSlackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return protocol === 'http:' || protocol === 'https:';
  return protocol === 'https:' && /^(?:[a-z0-9-]+\.)?slack(?:-gov)?\.com$/.test(hostname);
}
