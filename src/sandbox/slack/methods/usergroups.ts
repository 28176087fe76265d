import { flag, requiredString } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

export function usergroupsList({ deps }: Workspace, args: JsonObject): JsonObject {
  const usergroups = (deps.userGroups ?? []).map((group) => ({
    id: group.id,
    team_id: deps.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    handle: group.handle,
    description: '',
    is_external: false,
    date_delete: 0,
    user_count: group.users.length,
    ...(flag(args, 'include_users') ? { users: [...group.users] } : {}),
  }));
  return { usergroups };
}

export function usergroupsUsersList({ deps }: Workspace, args: JsonObject): JsonObject {
  const id = requiredString(args, 'usergroup');
  const group = (deps.userGroups ?? []).find((each) => each.id === id);
  if (!group) throw new SlackError('no_such_subteam');
  return { users: [...group.users] };
}
