import * as z from 'zod/mini';
import { parseDuration } from '../domain/duration.ts';
import { parseMoment } from '../domain/moments.ts';
import { isTimeZone } from '../domain/time-zone.ts';

const glob = z.string().check(z.minLength(1), z.maxLength(200));
/** Names people give in the file. */
const word = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9][\w.-]{0,62}$/,
      'a name has letters, digits, dots, dashes and underscores, and at most 63 of them',
    ),
  );
const userId = z.string().check(z.regex(/^[UW][A-Z0-9]{2,}$/, 'a person is named by their Slack id, such as U0ANA'));
const accountId = z.string().check(z.regex(/^\d{12}$/, 'an account id has twelve digits, in quotes'));
/** An account by its id or its alias; which aliases there are is looked at afterwards. */
const accountName = z.string().check(z.minLength(1), z.maxLength(63));
const region = z.string().check(z.regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'a region is written like eu-west-1'));
const roleArn = z
  .string()
  .check(z.regex(/^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, 'a role is named by its ARN'));
const count = z.int().check(z.minimum(1), z.maximum(50));
const list = <T extends z.core.SomeType>(of: T) => z.array(of).check(z.minLength(1));

const scope = {
  pipelines: glob,
  stages: z.optional(glob),
  accounts: z.optional(list(accountName)),
  regions: z.optional(list(region)),
};

const by = list(z.string().check(z.minLength(1)));
const Grant = z.strictObject({ by });

const duration = z
  .string()
  .check(
    z.refine(
      (text) => (parseDuration(text) ?? 0) >= 60_000,
      'a time is written like 30m, 4h or 1d, and is at least a minute',
    ),
  );

const ApproveGrant = z.strictObject({
  by,
  quorum: z.optional(count),
  rejectQuorum: z.optional(count),
  notOwnChange: z.optional(z.boolean()),
  unknownAuthor: z.optional(z.enum(['oneMore', 'refuse', 'starterOnly'])),
  confirm: z.optional(z.boolean()),
  remindAfter: z.optional(z.array(duration).check(z.maxLength(5, 'at most five reminders'))),
  breakGlass: z.optional(z.strictObject({ by, quorum: z.optional(count) })),
});

const Rule = z.strictObject({
  ...scope,
  look: z.optional(Grant),
  operate: z.optional(Grant),
  approve: z.optional(ApproveGrant),
  gate: z.optional(Grant),
  change: z.optional(Grant),
  audit: z.optional(Grant),
  duringFreeze: z.optional(z.array(z.enum(['approve', 'retry', 'override', 'rollback']))),
});

const Route = z.strictObject({
  ...scope,
  channel: z.string().check(z.regex(/^[CG][A-Z0-9]{2,}$/, 'a channel is named by its id, such as C0DEPLOYS')),
  send: list(z.enum(['progress', 'failures', 'approvals', 'subscribed'])),
  excerpts: z.optional(z.boolean()),
  actIn: z.optional(z.boolean()),
});

const Team = z.strictObject({
  userGroup: z.optional(
    z.string().check(z.regex(/^S[A-Z0-9]{2,}$/, 'a user group is named by its id, such as S0RELEASE')),
  ),
  users: z.optional(list(userId)),
});

const KnownPerson = z.strictObject({
  slack: userId,
  emails: z.optional(
    list(z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/, 'an e-mail address is written like ana@example.com'))),
  ),
  logins: z.optional(list(z.string().check(z.minLength(1), z.maxLength(100)))),
  iam: z.optional(list(glob)),
});

const moment = z.string().check(
  z.refine((text) => parseMoment(text) !== undefined, {
    error: ({ input }) =>
      `there is no time “${String(input).slice(0, 40)}”; one is written like Fri 16:00 or 2026-12-20 16:00`,
  }),
);

const Freeze = z.strictObject({
  ...scope,
  from: moment,
  to: moment,
  timeZone: z.string().check(z.refine(isTimeZone, 'a time zone is written like Europe/Zurich')),
  reason: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
});

const Account = z.strictObject({
  alias: word,
  id: accountId,
  regions: list(region),
  read: roleArn,
  operate: roleArn,
  jobs: z.optional(roleArn),
  externalId: z.optional(
    z.string().check(z.regex(/^[\w+=,.@:/-]{2,1224}$/, 'an external id has 2 to 1,224 letters and digits')),
  ),
});

/** `infra/policy.yml`. What must hold between its parts is in `check-policy.ts`. */
export const PolicyFile = z.strictObject({
  teams: z.optional(z.record(word, Team)),
  people: z.optional(z.array(KnownPerson)),
  rules: z.optional(z.array(Rule)),
  routes: z.optional(z.array(Route)),
  freezes: z.optional(z.array(Freeze)),
  accounts: z.optional(z.array(Account)),
});
export type PolicyFile = z.infer<typeof PolicyFile>;

/** The keys that each part knows. */
export const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  '': keysOf(PolicyFile),
  teams: keysOf(Team),
  people: keysOf(KnownPerson),
  rules: keysOf(Rule),
  'rules.look': ['by'],
  'rules.operate': ['by'],
  'rules.approve': keysOf(ApproveGrant),
  'rules.approve.breakGlass': ['by', 'quorum'],
  'rules.gate': ['by'],
  'rules.change': ['by'],
  'rules.audit': ['by'],
  routes: keysOf(Route),
  freezes: keysOf(Freeze),
  accounts: keysOf(Account),
};

function keysOf(schema: { readonly _zod: { readonly def: { readonly shape: object } } }): readonly string[] {
  return Object.keys(schema._zod.def.shape);
}
