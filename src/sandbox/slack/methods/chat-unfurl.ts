import { optionalString } from '../arguments.ts';
import { examineUnfurl } from '../blocks/examine.ts';
import { normaliseBlocks } from '../blocks/normalise.ts';
import { type Channel, findChannel } from '../channels.ts';
import { isObject, type JsonObject, objectsIn, plainText } from '../json.ts';
import { invalidBlocks } from '../message-content.ts';
import type { Message } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

/** Shows something below a link that somebody posted. A repeated call takes the place of what was shown. */
export function chatUnfurl(workspace: Workspace, args: JsonObject): JsonObject {
  const message = findMessage(workspace, args);
  const unfurls = readUnfurls(args.unfurls);
  const attachments = Object.entries(unfurls).map(([url, given]) => toAttachment(workspace, message, url, given));
  const isReplaced = ({ from_url: url }: JsonObject) => attachments.some(({ from_url: other }) => other === url);
  message.attachments = [...message.attachments.filter((old) => !isReplaced(old)), ...attachments].map(
    (attachment, index) => ({ ...attachment, id: index + 1 }),
  );
  workspace.changed();
  return {};
}

/** Either `unfurl_id` with `source`, or `channel` with `ts`. */
function findMessage(workspace: Workspace, args: JsonObject): Message {
  const unfurlId = optionalString(args, 'unfurl_id');
  if (unfurlId !== undefined) {
    if (optionalString(args, 'source') !== 'conversations_history') throw new SlackError('cannot_unfurl_message');
    const all = [...workspace.channels.values()].flatMap(({ messages }) => messages);
    return orRefuse(
      all.find(({ links }) => links?.unfurlId === unfurlId),
      'cannot_unfurl_message',
    );
  }
  const channel = optionalString(args, 'channel');
  const ts = optionalString(args, 'ts');
  if (channel === undefined) throw new SlackError('missing_channel');
  if (ts === undefined) throw new SlackError('missing_ts');
  const { byTs }: Channel = orRefuse(findChannel(workspace, channel), 'cannot_find_channel');
  return orRefuse(byTs.get(ts), 'cannot_find_message');
}

function orRefuse<T>(found: T | undefined, error: string): T {
  if (found === undefined) throw new SlackError(error);
  return found;
}

function readUnfurls(given: unknown): JsonObject {
  if (given === undefined) throw new SlackError('missing_unfurls');
  if (!isObject(given)) throw new SlackError('invalid_unfurls_format');
  if (Object.keys(given).length === 0) throw new SlackError('missing_unfurls');
  return given;
}

function toAttachment(workspace: Workspace, { links }: Message, url: string, given: unknown): JsonObject {
  const isTold = links?.answered === true && links.links.some((link) => link.url === url);
  if (!isTold) throw new SlackError('cannot_unfurl_url');
  if (!isObject(given) || Object.keys(given).length === 0) throw new SlackError('cannot_parse_attachment');
  const { app } = workspace.deps;
  return {
    ...given,
    ...(given.blocks === undefined ? {} : { blocks: readBlocks(workspace, url, given.blocks) }),
    fallback: plainText(given) ?? '[no preview available]',
    from_url: url,
    is_app_unfurl: true,
    app_unfurl_url: url,
    app_id: app.appId,
    bot_id: app.botId,
  };
}

function readBlocks(workspace: Workspace, url: string, blocks: unknown): JsonObject[] {
  const root = `/unfurls/${url.replaceAll('~', '~0').replaceAll('/', '~1')}/blocks`;
  const problems = examineUnfurl(blocks);
  if (problems.length > 0) throw invalidBlocks(problems, root);
  return normaliseBlocks(objectsIn(blocks), workspace.ids.blockId);
}
