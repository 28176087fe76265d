import type { JsonObject } from '../json.ts';
import type { Workspace } from '../workspace.ts';

export function authTest({ deps, people }: Workspace): JsonObject {
  const { team, app } = deps;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: people.byId(app.botUserId)?.name,
    team_id: team.id,
    user_id: app.botUserId,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}
