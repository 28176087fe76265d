import { requiredString } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import { readContent } from '../message-content.ts';
import { postAsApp } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';
import { postableChannel, readThread } from './chat-post-message.ts';

export function chatPostEphemeral(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = postableChannel(workspace, args);
  const user = requiredString(args, 'user');
  const isThere = channel.members.has(user) && !workspace.people.byId(user)?.deactivated;
  if (!isThere) throw new SlackError('user_not_in_channel');
  const threadTs = readThread(channel, args);
  const content = readContent(args, workspace.ids.blockId);
  const message = postAsApp(workspace, channel, content, { threadTs, ephemeralFor: user });
  return { message_ts: message.ts };
}
