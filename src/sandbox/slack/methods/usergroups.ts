import type { UserGroup } from '../../ports.ts';
import { flag, requiredString } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

export function usergroupsList({ deps, userGroups }: Workspace, args: JsonObject): JsonObject {
  const usergroups = userGroups.all
    .filter((group) => isListed(group, args))
    .map((group) => ({
      id: group.id,
      team_id: deps.team.id,
      is_usergroup: true,
      is_subteam: true,
      name: group.name,
      handle: group.handle,
      description: '',
      is_external: false,
      date_delete: Math.floor((group.disabledAt ?? 0) / 1000),
      user_count: group.users.length,
      ...(flag(args, 'include_users') ? { users: [...group.users] } : {}),
    }));
  return { usergroups };
}

/** A disabled group keeps its members, and is none unless disabled ones are asked for. */
export function usergroupsUsersList({ userGroups }: Workspace, args: JsonObject): JsonObject {
  const group = userGroups.byId(requiredString(args, 'usergroup'));
  if (!group || !isListed(group, args)) throw new SlackError('no_such_subteam');
  return { users: [...group.users] };
}

function isListed({ disabledAt }: UserGroup, args: JsonObject): boolean {
  return disabledAt === undefined || flag(args, 'include_disabled');
}
