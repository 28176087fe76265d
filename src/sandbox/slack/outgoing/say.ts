import { type AckResult, ControlError, type Person } from '../../ports.ts';
import type { Channel } from '../channels.ts';
import { characters } from '../json.ts';
import { linksTo, write } from '../links.ts';
import { type Message, post } from '../messages.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult } from './ack-result.ts';
import { channelFor, personFor } from './control-input.ts';
import { hears, sendEvent } from './send-event.ts';

/** Slack's limit for what people write. */
const LONGEST_TEXT = 40_000;

interface SayInput {
  user: string;
  channel: string;
  text: string;
  thread_ts?: string;
}

/** Somebody writes a message. The app hears of nothing but links to its domains.
 * @returns how the app answered; 200 where there was nothing to tell it
 * @throws ControlError on an unknown person, channel or thread, or a text that Slack would not take */
export async function say(workspace: Workspace, input: SayInput): Promise<AckResult & { ts: string }> {
  const person = personFor(workspace, input.user);
  const channel = channelFor(workspace, input.channel, person);
  refuse(person, channel, input);

  const { text, urls } = write(input.text);
  const threadTs = input.thread_ts ?? null;
  const message = post(workspace, channel, { user: person.id, text, threadTs, clientMsgId: workspace.deps.newId() });
  const links = linksTo(workspace.deps.manifest.unfurlDomains, urls);
  const isHeard = hears(workspace, 'link_shared') && person.teamId === workspace.deps.team.id;
  if (links.length === 0 || !isHeard) return { ok: true, status: 200, body: '', ts: message.ts };
  return { ...(await tellLinks(workspace, person, channel, message, links)), ts: message.ts };
}

function refuse(person: Person, channel: Channel, { text, thread_ts: threadTs }: SayInput): void {
  if (text.trim() === '') throw new ControlError('a message says something');
  if (characters(text) > LONGEST_TEXT) throw new ControlError(`a message has at most ${LONGEST_TEXT} characters`);
  if (person.deactivated) throw new ControlError(`the account of ${person.name} is closed`);
  if (channel.archived) throw new ControlError(`#${channel.name} is archived`);
  if (!channel.members.has(person.id)) throw new ControlError(`${person.name} is not in #${channel.name}`);
  if (threadTs === undefined) return;
  const parent = channel.byTs.get(threadTs);
  if (!parent || parent.threadTs !== null) throw new ControlError(`no thread starts at message ${threadTs}`);
}

async function tellLinks(
  workspace: Workspace,
  person: Person,
  channel: Channel,
  message: Message,
  links: { domain: string; url: string }[],
): Promise<AckResult> {
  const { ids, deps } = workspace;
  const shared = { unfurlId: `${channel.id}.${message.ts}.${ids.secret()}`, links, answered: false };
  message.links = shared;
  const answer = await sendEvent(workspace, {
    type: 'link_shared',
    channel: channel.id,
    user: person.id,
    message_ts: message.ts,
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    is_bot_user_member: channel.members.has(deps.app.botUserId),
    unfurl_id: shared.unfurlId,
    source: 'conversations_history',
    links,
    event_ts: ids.ts(),
  });
  shared.answered = answer.error === null;
  return ackResult(answer);
}
