import { optionalString, requiredString } from '../arguments.ts';
import { fileJson, isForTheApp, type SlackFile } from '../files.ts';
import { type JsonObject, objectsIn, stringOr } from '../json.ts';
import { postAsApp } from '../messages.ts';
import { invalidArguments, SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';
import { postableChannel, readThread } from './chat-post-message.ts';

/** What one upload may hold here; Slack takes a gigabyte. */
const LARGEST_FILE = 6 * 1024 * 1024;

/** A file that was shared where the app is, or submitted to it. */
export function filesInfo({ files, deps }: Workspace, args: JsonObject): JsonObject {
  const file = files.byId(requiredString(args, 'file'));
  if (!isForTheApp(file)) throw new SlackError('file_not_found');
  return { file: fileJson(deps, file), comments: [], response_metadata: { next_cursor: '' } };
}

/** Says where the bytes of a file are to be sent. */
export function filesGetUploadURLExternal({ files, deps }: Workspace, args: JsonObject): JsonObject {
  const name = requiredString(args, 'filename');
  const length = Number(requiredString(args, 'length'));
  if (!Number.isInteger(length) || length < 1)
    throw invalidArguments(['must be greater than 0 [json-pointer:/length]']);
  if (length > LARGEST_FILE) throw new SlackError('file_upload_size_restricted');
  const { file, opaque } = files.announce(name, length);
  return { upload_url: `${deps.origin()}/upload/v1/${opaque}`, file_id: file.id };
}

/** Shares files whose bytes have come, in one message. Its `ts` is not answered, as Slack posts it later. */
export function filesCompleteUploadExternal(workspace: Workspace, args: JsonObject): JsonObject {
  const wanted = objectsIn(args.files);
  if (wanted.length === 0) throw invalidArguments(['missing required field: files']);
  const files = wanted.map((one) => uploaded(workspace, one));
  const channelId = optionalString(args, 'channel_id');
  if (channelId !== undefined) share(workspace, files, { ...args, channel: channelId });
  return { files: files.map((file) => fileJson(workspace.deps, file)) };
}

function uploaded(workspace: Workspace, { id, title }: JsonObject): SlackFile {
  const file = workspace.files.byId(stringOr(id, ''));
  if (!file?.bytes) throw new SlackError('file_not_found');
  file.title = stringOr(title, file.name);
  return file;
}

function share(workspace: Workspace, files: readonly SlackFile[], args: JsonObject): void {
  const channel = postableChannel(workspace, args);
  const text = optionalString(args, 'initial_comment') ?? '';
  for (const file of files) file.channels.add(channel.id);
  postAsApp(
    workspace,
    channel,
    { text, blocks: [], attachments: [], metadata: null },
    { threadTs: readThread(channel, args), files: [...files] },
  );
}
