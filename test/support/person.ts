import type { People } from '../../src/app/ports.ts';
import type { Person } from '../../src/domain/identity.ts';
import type { TeamId, UserId } from '../../src/domain/ids.ts';

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

/** A directory of people without user groups and addresses: whoever asks for those has to bring them. */
export function directory(find: People['find']): People {
  const isNotThere = async () => {
    throw new Error('This directory knows neither user groups nor addresses');
  };
  return { find, members: isNotThere, byEmail: isNotThere, directChannel: isNotThere };
}
