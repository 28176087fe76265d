import * as z from 'zod/mini';
import type { People } from '../app/ports.ts';
import { TeamId, type UserId } from '../domain/ids.ts';
import type { Person } from '../domain/identity.ts';
import type { SlackClient } from './client.ts';
import { toFailure } from './slack-failure.ts';

const flag = z.optional(z.nullable(z.boolean()));
const text = z.optional(z.nullable(z.string()));

const UserInfo = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string(),
    name: text,
    real_name: text,
    deleted: flag,
    is_bot: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
    is_stranger: flag,
    enterprise_user: z.optional(z.nullable(z.object({ enterprise_id: text }))),
    profile: z.optional(z.nullable(z.object({ display_name: text, real_name: text }))),
  }),
});

const NO_SUCH_PERSON: readonly string[] = ['user_not_found', 'user_not_visible', 'users_not_found'];

/** A short "not now" is waited for once: somebody waits for the deed, and its next delivery comes only after a minute. */
const WAIT_AT_MOST_MS = 3_000;

/** Asks Slack about a person each time: who may act is decided by what is true now.
 * @throws when Slack cannot be asked, or answers what nobody can read: then nobody acts */
export function createPeople(slack: SlackClient, sleep: (ms: number) => Promise<void>): People {
  async function ask(userId: UserId, mayWait: boolean): Promise<Person | undefined> {
    try {
      const answer = await slack.call((client) => client.users.info({ user: userId }));
      return toPerson(UserInfo.parse(answer).user);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind === 'permanent' && NO_SUCH_PERSON.includes(failure.error)) return undefined;
      if (!mayWait || failure.kind !== 'not_now' || failure.retryAfterMs > WAIT_AT_MOST_MS) throw error;
      await sleep(failure.retryAfterMs);
      return ask(userId, false);
    }
  }
  return { find: (userId) => ask(userId, true) };
}

function toPerson(user: z.infer<typeof UserInfo>['user']): Person {
  const enterpriseId = user.enterprise_user?.enterprise_id;
  return {
    name: firstOf(user.real_name, user.profile?.real_name, user.profile?.display_name, user.name) ?? user.id,
    teamId: TeamId(user.team_id),
    ...(enterpriseId ? { enterpriseId } : {}),
    isBot: user.is_bot === true,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isStranger: user.is_stranger === true,
    isDeactivated: user.deleted === true,
  };
}

function firstOf(...names: readonly (string | null | undefined)[]): string | undefined {
  return names.find((name): name is string => typeof name === 'string' && name.trim() !== '');
}
