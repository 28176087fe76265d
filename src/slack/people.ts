import * as z from 'zod/mini';
import type { Log, People, World } from '../app/ports.ts';
import type { Person } from '../domain/identity.ts';
import { ChannelId, type UserGroupId, UserId } from '../domain/ids.ts';
import type { SlackClient } from './client.ts';
import { parseUser } from './person.ts';
import { keepRecent } from './recent-answers.ts';
import { toFailure } from './slack-failure.ts';

export interface PeopleOptions extends Pick<World, 'now' | 'sleep'> {
  readonly slack: SlackClient;
  readonly log: Log;
}

const UsersOfGroup = z.object({ users: z.array(z.string()) });

const NO_SUCH_PERSON: readonly string[] = ['user_not_found', 'user_not_visible', 'users_not_found'];

/** A short "not now" is waited for once: somebody waits for the deed, and its next delivery comes only after a minute. */
const WAIT_AT_MOST_MS = 3_000;

/** Who was taken out of a group may decide no longer than that; Slack lets a workspace ask about twenty times a minute. */
const MEMBERS_MAX_AGE_MS = 60_000;
const GROUPS_KEPT = 100;
/** An address hardly ever changes hands, and one list of commits names few people many times. */
const EMAILS_MAX_AGE_MS = 5 * 60_000;
/** Addresses come from commits, so anybody may make them up. */
const EMAILS_KEPT = 500;
const LONGEST_EMAIL = 254;

/** Asks Slack who somebody is: a person each time, because who may act is decided by what is true now; groups and addresses once in
 * a while.
 * @throws from `find` and `byEmail` when Slack cannot be asked, or answers what nobody can read: then nobody acts */
export function createPeople({ slack, log, now, sleep }: PeopleOptions): People {
  const call: SlackClient['call'] = async (work) => {
    try {
      return await slack.call(work);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind !== 'not_now' || failure.retryAfterMs > WAIT_AT_MOST_MS) throw error;
      await sleep(failure.retryAfterMs);
      return slack.call(work);
    }
  };

  const membersOf = keepRecent<UserGroupId, ReadonlySet<UserId>>(
    { now, maxAgeMs: MEMBERS_MAX_AGE_MS, atMost: GROUPS_KEPT },
    async (usergroup) => {
      // Without `include_disabled` a disabled group is none, whoever was in it.
      const answer = await call((client) => client.usergroups.users.list({ usergroup }));
      return new Set(UsersOfGroup.parse(answer).users.map(UserId));
    },
  );

  const ownerOf = keepRecent({ now, maxAgeMs: EMAILS_MAX_AGE_MS, atMost: EMAILS_KEPT }, (email: string) =>
    unlessNobody(async () => {
      const answer = await call((client) => client.users.lookupByEmail({ email }));
      const { person, userId } = parseUser(answer);
      return canAct(person) ? userId : undefined;
    }),
  );

  return {
    find: (user) =>
      unlessNobody(async () => {
        const { person, userId, enterpriseUserId } = parseUser(await call((client) => client.users.info({ user })));
        if (user !== userId && user !== enterpriseUserId) throw new Error('Slack answered about somebody else');
        return person;
      }),
    async members(group) {
      try {
        return await membersOf(group);
      } catch (error) {
        const failure = toFailure(error);
        log.warn('A user group could not be read, so nobody counts as its member', {
          userGroup: group,
          failure: failure.kind,
          ...('error' in failure ? { error: failure.error } : {}),
        });
        return 'unreadable';
      }
    },
    async byEmail(email) {
      const address = email.trim().toLowerCase();
      return address.includes('@') && address.length <= LONGEST_EMAIL ? ownerOf(address) : undefined;
    },
    directChannel: (user) =>
      unlessNobody(async () => {
        const { channel } = await call((client) => client.conversations.open({ users: user }));
        return channel?.id === undefined ? undefined : ChannelId(channel.id);
      }),
  };
}

async function unlessNobody<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const failure = toFailure(error);
    if (failure.kind === 'permanent' && NO_SUCH_PERSON.includes(failure.error)) return undefined;
    throw error;
  }
}

/** An account that cannot act stands for nobody: whoever had it may act under another. */
function canAct({ isBot, isDeactivated, isStranger }: Person): boolean {
  return !isBot && !isDeactivated && !isStranger;
}
