import { memberChannel, messageArgument } from '../arguments.ts';
import { characters, type JsonObject } from '../json.ts';
import { type Content, readContent } from '../message-content.ts';
import { type Message, messageJson, replaceContent } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

/** Shorter than for new messages. */
const LONGEST_TEXT = 4_000;

export function chatUpdate(workspace: Workspace, args: JsonObject): JsonObject {
  const channel = memberChannel(workspace, args);
  if (channel.archived) throw new SlackError('is_archived');
  const message = messageArgument(channel, args, 'ts');
  if (message.botId !== workspace.deps.app.botId) throw new SlackError('cant_update_message');
  if (typeof args.text === 'string' && characters(args.text) > LONGEST_TEXT) throw new SlackError('msg_too_long');
  replaceContent(workspace, message, changedContent(workspace, message, args));
  const json = messageJson(workspace, channel, message, true);
  return { channel: channel.id, ts: message.ts, text: message.text, message: json };
}

/** Text without blocks removes the blocks; neither keeps both. Attachments stay unless given. */
function changedContent(workspace: Workspace, message: Message, args: JsonObject): Content {
  const attachments = args.attachments ?? message.attachments;
  const says = [args.text, args.blocks, args.markdown_text].some((part) => part !== undefined);
  if (!says && args.attachments === undefined && args.metadata === undefined) throw new SlackError('no_text');
  const clearsBlocks = Array.isArray(args.blocks) && args.blocks.length === 0;
  const text = !says || (clearsBlocks && args.text === undefined) ? message.text : args.text;
  const blocks = says ? args.blocks : message.blocks;
  return readContent({ ...args, text, blocks, attachments }, workspace.ids.blockId);
}
