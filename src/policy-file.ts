import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { AccountId, ChannelId } from './domain/ids.ts';
import type { Policy, Route } from './domain/policy.ts';

const glob = z.string().check(z.minLength(1), z.maxLength(200));

const RouteEntry = z.strictObject({
  pipelines: glob,
  stages: z.optional(glob),
  accounts: z.optional(z.array(z.string().check(z.regex(/^\d{12}$/, 'an account id has twelve digits')))),
  regions: z.optional(z.array(z.string().check(z.minLength(4), z.maxLength(30)))),
  channel: z.string().check(z.regex(/^[CG][A-Z0-9]{2,}$/, 'a channel is named by its id, such as C0DEPLOYS')),
  send: z.array(z.enum(['progress', 'failures', 'approvals'])).check(z.minLength(1)),
});

const role = z.string().check(z.regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, 'a role is named by its ARN'));

const AccountEntry = z.strictObject({
  alias: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'an alias has letters, digits, - and _')),
  id: z.string().check(z.regex(/^\d{12}$/, 'an account id has twelve digits')),
  regions: z.array(z.string().check(z.minLength(4), z.maxLength(30))).check(z.minLength(1)),
  read: role,
  operate: role,
  externalId: z.optional(z.string()),
});

/** `infra/policy.yml` as far as this version reads it: who is shown what. Its other sections come with rules; until then they are
 * refused here rather than silently not in force. */
const PolicyFile = z.strictObject({ routes: z.array(RouteEntry), accounts: z.optional(z.array(AccountEntry)) });

export interface PolicyProblem {
  /** where it stands; `[]` is the whole file */
  readonly path: readonly PropertyKey[];
  /** what is wrong there, after the path in words: `routes.0.channel: a channel is named by its id` */
  readonly message: string;
}

/** The small schemas of zod bring no words for what is wrong; these are 3 KB, the namespace of all languages would be 260. */
const words = { error: en().localeError };

/** One check for the build and for the functions, so that what the build accepts is what the functions accept. */
export function checkPolicy(
  value: unknown,
): { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] } {
  const parsed = PolicyFile.safeParse(value, words);
  return parsed.success ? { policy: toPolicy(parsed.data) } : { problems: parsed.error.issues.flatMap(toProblems) };
}

function toPolicy({ routes, accounts }: z.infer<typeof PolicyFile>): Policy {
  return {
    routes: routes.map(toRoute),
    ...(accounts === undefined
      ? {}
      : {
          accounts: accounts.map(({ id, externalId, ...account }) => ({
            ...account,
            id: AccountId(id),
            ...(externalId === undefined ? {} : { externalId }),
          })),
        }),
  };
}

/** @throws Error that names every problem and where it stands; a policy that cannot be read shows nothing and allows nothing */
export function parsePolicy(text: string): Policy {
  const checked = checkPolicy(parseJson(text));
  if ('policy' in checked) return checked.policy;
  throw new Error(`The policy file is not valid: ${checked.problems.map(({ message }) => message).join('; ')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = text.trim() === '' ? 'it is empty' : 'it is no JSON, or only a part of it';
    throw new Error(`The policy file is not valid: ${what}; \`npm run build\` writes it anew`, { cause });
  }
}

/** A key too many is named with its own path; everything else is said of the path where it stands. */
function toProblems(issue: z.core.$ZodIssue): PolicyProblem[] {
  if (issue.code !== 'unrecognized_keys') return [toProblem(issue.path, issue.message)];
  return issue.keys.map((key) => toProblem([...issue.path, key], 'there is no such key'));
}

function toProblem(path: readonly PropertyKey[], what: string): PolicyProblem {
  return { path, message: `${path.join('.') || 'policy'}: ${what}` };
}

function toRoute({
  pipelines,
  stages,
  accounts,
  regions,
  channel,
  send,
}: z.infer<typeof PolicyFile>['routes'][number]): Route {
  return {
    pipelines,
    ...(stages === undefined ? {} : { stages }),
    ...(accounts === undefined ? {} : { accounts: accounts.map(AccountId) }),
    ...(regions === undefined ? {} : { regions }),
    channel: ChannelId(channel),
    send,
  };
}
