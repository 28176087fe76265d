import { memberChannel, messageArgument, optionalString } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

export function reactionsAdd(workspace: Workspace, args: JsonObject): JsonObject {
  const { message, name, bot } = read(workspace, args);
  const reaction = message.reactions.find((each) => each.name === name);
  if (reaction?.users.includes(bot)) throw new SlackError('already_reacted');
  if (reaction) reaction.users.push(bot);
  else message.reactions.push({ name, users: [bot] });
  workspace.changed();
  return {};
}

export function reactionsRemove(workspace: Workspace, args: JsonObject): JsonObject {
  const { message, name, bot } = read(workspace, args);
  const reaction = message.reactions.find((each) => each.name === name);
  if (!reaction?.users.includes(bot)) throw new SlackError('no_reaction');
  reaction.users = reaction.users.filter((user) => user !== bot);
  message.reactions = message.reactions.filter((each) => each.users.length > 0);
  workspace.changed();
  return {};
}

function read(workspace: Workspace, args: JsonObject) {
  const name = optionalString(args, 'name') ?? '';
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
  const message = messageArgument(memberChannel(workspace, args), args, 'timestamp');
  return { message, name, bot: workspace.deps.app.botUserId };
}
