import { optionalString } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

/** The one bot of this workspace is the app's; without an argument there is nothing in the answer. */
export function botsInfo({ deps, people }: Workspace, args: JsonObject): JsonObject {
  const wanted = optionalString(args, 'bot');
  const { appId, botId, botUserId } = deps.app;
  if (wanted === undefined) return {};
  if (wanted !== botId) throw new SlackError('bot_not_found');
  const name = people.byId(botUserId)?.name ?? '';
  return { bot: { id: botId, deleted: false, name, updated: 0, app_id: appId, user_id: botUserId, icons: {} } };
}
