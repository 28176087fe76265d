import { type AckResult, type AppShortcut, ControlError, type ShortcutInput } from '../../ports.ts';
import { isVisibleTo } from '../channels.ts';
import type { JsonObject } from '../json.ts';
import { messageJson } from '../messages.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult, openedView, tellFailure } from './ack-result.ts';
import { channelFor, personFor } from './control-input.ts';
import { channelPart, commonParts, responseUrl } from './payload-parts.ts';
import { sendInteraction } from './send.ts';

/** @throws ControlError on an unknown person, channel, message or shortcut */
export async function takeShortcut(workspace: Workspace, input: ShortcutInput): Promise<AckResult> {
  const person = personFor(workspace, input.user);
  const onMessage = input.channel !== undefined && input.ts !== undefined;
  const shortcut = shortcutOf(workspace, input.callback_id, onMessage ? 'message' : 'global');
  const channel = onMessage ? channelFor(workspace, input.channel ?? '', person) : null;
  const message = channel?.byTs.get(input.ts ?? '');
  if (channel && !(message && isVisibleTo(channel, person)))
    throw new ControlError(`${person.name} sees no message ${input.ts} in ${channel.name || channel.id}`);

  const channelId = channel?.id ?? null;
  const { id: triggerId, trigger } = workspace.triggers.issue({ user: person.id, channel: channelId, viewId: null });
  let place: JsonObject = {};
  if (channel && message) {
    const source = { ts: message.ts, ephemeral: false };
    place = {
      channel: channelPart(channel),
      message_ts: message.ts,
      message: messageJson(workspace, channel, message),
      response_url: responseUrl(workspace, { user: person.id, channel: channel.id, source }),
    };
  }
  const answer = await sendInteraction(workspace, {
    ...commonParts(workspace, message ? 'message_action' : 'shortcut', person),
    callback_id: input.callback_id,
    action_ts: workspace.ids.ts(),
    trigger_id: triggerId,
    ...place,
  });
  if (answer.error) tellFailure(workspace, person, channelId, `“${shortcut.name}”`, answer.error);
  return ackResult(answer, openedView(workspace, trigger));
}

function shortcutOf({ deps }: Workspace, callbackId: string, type: AppShortcut['type']): AppShortcut {
  const offered = deps.manifest.shortcuts.filter((shortcut) => shortcut.type === type);
  const shortcut = offered.find((each) => each.callbackId === callbackId);
  if (shortcut) return shortcut;
  const known = offered.map((each) => each.callbackId).join(', ') || 'none';
  throw new ControlError(`the manifest has no ${type} shortcut ${callbackId}; it has ${known}`);
}
