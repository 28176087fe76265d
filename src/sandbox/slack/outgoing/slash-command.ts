import type { AckResult, Person } from '../../ports.ts';
import type { Channel } from '../channels.ts';
import { isObject } from '../json.ts';
import { readContent } from '../message-content.ts';
import { post, postAsApp } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult, openedView, tellFailure } from './ack-result.ts';
import { channelFor, personFor } from './control-input.ts';
import { channelName, responseUrl, VERIFICATION_TOKEN } from './payload-parts.ts';
import { FORM, send } from './send.ts';

interface CommandInput {
  user: string;
  channel: string;
  text: string;
  command?: string;
}

/** Somebody types a slash command.
 * @throws ControlError on an unknown person or channel */
export async function typeCommand(workspace: Workspace, input: CommandInput): Promise<AckResult> {
  const person = personFor(workspace, input.user);
  const channel = channelFor(workspace, input.channel, person);
  const command = input.command ?? '/pipeline';
  const { id: triggerId, trigger } = workspace.triggers.issue({ user: person.id, channel: channel.id, viewId: null });

  const body = commandBody(workspace, { person, channel, command, text: input.text, triggerId });
  const answer = await send(workspace, command, body, FORM);

  const error = answer.error ?? showAnswer(workspace, channel, person, `${command} ${input.text}`.trim(), answer.body);
  if (error) tellFailure(workspace, person, channel.id, command, error);
  return ackResult(answer, openedView(workspace, trigger), error ?? undefined);
}

interface Typed {
  person: Person;
  channel: Channel;
  command: string;
  text: string;
  triggerId: string;
}

/** Slack does not offer the command to people of other workspaces; a forged one names their own workspace. */
function commandBody(workspace: Workspace, { person, channel, command, text, triggerId }: Typed): string {
  const { team, app } = workspace.deps;
  return new URLSearchParams({
    token: VERIFICATION_TOKEN,
    team_id: person.teamId,
    team_domain: person.teamId === team.id ? team.domain : person.teamId.toLowerCase(),
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: app.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl(workspace, { user: person.id, channel: channel.id, source: null }),
    trigger_id: triggerId,
  }).toString();
}

/** Shows what the app answered: to this person only, unless it says `in_channel`; then with the words typed.
 * @returns the error that Slack shows when the answer is not a message */
function showAnswer(
  workspace: Workspace,
  channel: Channel,
  person: Person,
  typed: string,
  body: unknown,
): string | null {
  const given = isObject(body) ? body : { text: body };
  const inChannel = given.response_type === 'in_channel';
  if (inChannel) post(workspace, channel, { user: person.id, text: typed });
  if (isSilent(given)) return null;
  try {
    const content = readContent(given, workspace.ids.blockId);
    postAsApp(workspace, channel, content, { ephemeralFor: inChannel ? null : person.id });
    return null;
  } catch (error) {
    if (error instanceof SlackError) return error.code;
    throw error;
  }
}

function isSilent(given: { text?: unknown; blocks?: unknown; attachments?: unknown }): boolean {
  return (given.text ?? '') === '' && given.blocks === undefined && given.attachments === undefined;
}
