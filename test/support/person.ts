import type { TeamId, UserId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/permissions.ts';

/** Somebody as Slack's directory has them: a full member of the team but for what is given. */
export const memberOf = (teamId: TeamId, user: UserId, differs: Partial<Person>): Person => ({
  name: user,
  teamId,
  isBot: false,
  isGuest: false,
  isStranger: false,
  isDeactivated: false,
  ...differs,
});
