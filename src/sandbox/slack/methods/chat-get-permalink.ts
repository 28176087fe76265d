import { channelArgument, messageArgument } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import type { Workspace } from '../workspace.ts';

export function chatGetPermalink(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = channelArgument(workspace, args);
  const { ts, threadTs } = messageArgument(channel, args, 'message_ts');
  const base = `https://${workspace.deps.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
  const thread = threadTs === null ? '' : `?thread_ts=${threadTs}&cid=${channel.id}`;
  return { channel: channel.id, permalink: base + thread };
}
