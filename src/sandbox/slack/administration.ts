import { ControlError, type Person, type PersonChange, type UserGroup, type UserGroupChange } from '../ports.ts';
import { moveThroughChannels } from './channels.ts';
import { personFor } from './outgoing/control-input.ts';
import type { Workspace } from './workspace.ts';

/** @throws ControlError when nobody is called so, or a bot is */
export function changePerson(workspace: Workspace, change: PersonChange): Person {
  const { deps, people } = workspace;
  const before = personFor(workspace, change.user);
  const { kind = before.kind, deactivated = before.deactivated === true } = change;
  const { deactivated: _before, ...rest } = before;
  const person: Person = {
    ...rest,
    kind,
    teamId: change.kind === undefined ? before.teamId : kind === 'outsider' ? deps.otherTeamId : deps.team.id,
    ...(deactivated ? { deactivated } : {}),
  };
  people.replace(person);
  if (change.kind !== undefined) moveThroughChannels(workspace, person);
  workspace.changed();
  return person;
}

/** @throws ControlError on an unknown group or person, or a bot */
export function changeUserGroup(workspace: Workspace, change: UserGroupChange): UserGroup {
  const { deps, userGroups } = workspace;
  const before = groupFor(workspace, change.usergroup);
  const { disabledAt: since, ...rest } = before;
  const disabledAt = (change.disabled ?? since !== undefined) ? (since ?? deps.clock.now()) : undefined;
  const users = change.users?.map((reference) => personFor(workspace, reference).id) ?? before.users;
  const group: UserGroup = {
    ...rest,
    users: [...new Set(users)],
    ...(disabledAt === undefined ? {} : { disabledAt }),
  };
  userGroups.replace(group);
  workspace.changed();
  return group;
}

function groupFor({ userGroups }: Workspace, reference: string): UserGroup {
  const group = userGroups.named(reference);
  if (group) return group;
  const handles = userGroups.all.map(({ handle }) => handle).join(', ') || 'none';
  throw new ControlError(`there is no user group ${reference}; there are ${handles}`);
}
