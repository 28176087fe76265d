import { memberChannel, messageArgument } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import { remove } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

export function chatDelete(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = memberChannel(workspace, args);
  const message = messageArgument(channel, args, 'ts');
  if (message.botId !== workspace.deps.app.botId) throw new SlackError('cant_delete_message');
  remove(workspace, channel, message);
  return { channel: channel.id, ts: message.ts };
}
