import * as z from 'zod/mini';
import { AccountId, ChannelId } from './domain/ids.ts';
import type { Policy, Route } from './domain/policy.ts';

const glob = z.string().check(z.minLength(1), z.maxLength(200));

const RouteEntry = z.strictObject({
  pipelines: glob,
  stages: z.optional(glob),
  accounts: z.optional(z.array(z.string().check(z.regex(/^\d{12}$/, 'an account id has twelve digits')))),
  regions: z.optional(z.array(z.string().check(z.minLength(4), z.maxLength(30)))),
  channel: z.string().check(z.regex(/^[CG][A-Z0-9]{2,}$/, 'a channel is named by its id, such as C0DEPLOYS')),
  send: z.array(z.enum(['progress', 'failures', 'approvals', 'results'])).check(z.minLength(1)),
});

/** `infra/policy.yml` as far as this version reads it: who is shown what. Its other sections come with rules; until then they are
 * refused here rather than silently not in force. */
export const PolicyFile = z.strictObject({ routes: z.array(RouteEntry) });

/** @throws Error that names every problem and where it stands; a policy that cannot be read shows nothing and allows nothing */
export function parsePolicy(text: string): Policy {
  const parsed = PolicyFile.safeParse(JSON.parse(text));
  if (parsed.success) return { routes: parsed.data.routes.map(toRoute) };
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'policy'}: ${message}`);
  throw new Error(`The policy file is not valid: ${problems.join('; ')}`);
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
