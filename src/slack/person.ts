import * as z from 'zod/mini';
import type { Person } from '../domain/identity.ts';
import { TeamId, UserId } from '../domain/ids.ts';
import { isTimeZone } from '../domain/time-zone.ts';

const flag = z.optional(z.nullable(z.boolean()));
const text = z.optional(z.nullable(z.string()));

const EnterpriseUser = z.object({ id: text, enterprise_id: text, teams: z.optional(z.nullable(z.array(z.string()))) });

const UserAnswer = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string(),
    name: text,
    real_name: text,
    tz: text,
    deleted: flag,
    is_bot: flag,
    is_workflow_bot: flag,
    is_connector_bot: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
    is_stranger: flag,
    enterprise_user: z.optional(z.nullable(EnterpriseUser)),
    profile: z.optional(z.nullable(z.object({ display_name: text, real_name: text, bot_id: text }))),
  }),
});
type User = z.infer<typeof UserAnswer>['user'];

/** Slack says of it that it is no bot. */
const SLACKBOT = 'USLACKBOT';

export interface DirectoryEntry {
  readonly person: Person;
  readonly userId: UserId;
  /** another id of the same person, in an Enterprise Grid */
  readonly enterpriseUserId?: UserId;
}

/** Reads the user that users.info and users.lookupByEmail answer.
 * @throws when it is not what Slack documents */
export function parseUser(answer: unknown): DirectoryEntry {
  const { user } = UserAnswer.parse(answer);
  const enterpriseUserId = user.enterprise_user?.id;
  return {
    person: toPerson(user),
    userId: UserId(user.id),
    ...(enterpriseUserId ? { enterpriseUserId: UserId(enterpriseUserId) } : {}),
  };
}

function toPerson(user: User): Person {
  const enterpriseId = user.enterprise_user?.enterprise_id;
  const teams = user.enterprise_user?.teams;
  return {
    name: firstOf(user.real_name, user.profile?.real_name, user.profile?.display_name, user.name) ?? user.id,
    teamId: TeamId(user.team_id),
    ...(enterpriseId ? { enterpriseId } : {}),
    ...(teams ? { teams: teams.map(TeamId) } : {}),
    ...(user.tz && isTimeZone(user.tz) ? { timeZone: user.tz } : {}),
    isBot: isBot(user),
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isStranger: user.is_stranger === true,
    isDeactivated: user.deleted === true,
  };
}

function isBot({ id, is_bot, is_workflow_bot, is_connector_bot, profile }: User): boolean {
  return (
    id === SLACKBOT || is_bot === true || is_workflow_bot === true || is_connector_bot === true || !!profile?.bot_id
  );
}

function firstOf(...names: readonly (string | null | undefined)[]): string | undefined {
  return names.find((name): name is string => typeof name === 'string' && name.trim() !== '');
}
