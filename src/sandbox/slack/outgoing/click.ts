import { type AckResult, type ClickInput, ControlError, type Person } from '../../ports.ts';
import type { Channel } from '../channels.ts';
import { choose, type Names } from '../elements/choose.ts';
import { type FoundElement, findElements, optionsOf } from '../elements/find-elements.ts';
import { merge, readStateValues, statefulField, stateOf } from '../elements/state-values.ts';
import type { JsonObject } from '../json.ts';
import { type Message, messageJson } from '../messages.ts';
import { blocksOf, viewJson } from '../view-content.ts';
import type { View } from '../view-stacks.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult, openedView, tellFailure } from './ack-result.ts';
import { channelFor, personFor, viewFor } from './control-input.ts';
import { findInMessages, noSuchElement, pick } from './find-clicked.ts';
import { channelPart, commonParts, responseUrl } from './payload-parts.ts';
import { sendInteraction } from './send.ts';
import { requestOptions } from './suggestions.ts';

/** Somebody clicks a button or chooses in a menu, in a message or a view. A confirm counts as confirmed.
 * @throws ControlError when this person sees no such message, view, element or option */
export async function click(workspace: Workspace, input: ClickInput): Promise<AckResult> {
  const person = personFor(workspace, input.user);
  if (input.view_id === undefined) return clickInMessage(workspace, input, person);
  return clickInView(workspace, input, person, viewFor(workspace, input.view_id, person));
}

async function clickInMessage(workspace: Workspace, input: ClickInput, person: Person): Promise<AckResult> {
  const { channel, message, found } = findInMessages(workspace, input, person);
  const place = messagePlace(workspace, channel, message);
  const acted = await act(workspace, person, found, input.value, place);

  const chosen = merge(message.chosen.get(person.id) ?? {}, merge(readStateValues(input.state), acted.state));
  message.chosen.set(person.id, chosen);
  const { id: triggerId, trigger } = workspace.triggers.issue({ user: person.id, channel: channel.id, viewId: null });
  const source = { ts: message.ts, ephemeral: message.ephemeralFor !== null };
  const answer = await sendInteraction(workspace, {
    ...commonParts(workspace, 'block_actions', person),
    ...place,
    trigger_id: triggerId,
    state: { values: stateOf(message.blocks, chosen) },
    response_url: responseUrl(workspace, { user: person.id, channel: channel.id, source }),
    actions: [acted.action],
  });
  if (answer.error) tellFailure(workspace, person, channel.id, 'Your click', answer.error, message.threadTs);
  return ackResult(answer, openedView(workspace, trigger));
}

async function clickInView(workspace: Workspace, input: ClickInput, person: Person, view: View): Promise<AckResult> {
  const found = pick(findElements(blocksOf(view)), input);
  if (!found) throw new ControlError(noSuchElement(`view ${view.id}`, input.action_id, blocksOf(view)));
  const place = { container: { type: 'view', view_id: view.id } };
  const acted = await act(workspace, person, found, input.value, {
    ...place,
    view: viewJson(workspace, view, stateOf(blocksOf(view), view.chosen)),
  });

  view.chosen = merge(view.chosen, merge(readStateValues(input.state), acted.state));
  const viewId = view.kind === 'modal' ? view.id : null;
  const { id: triggerId, trigger } = workspace.triggers.issue({ user: person.id, channel: view.channel, viewId });
  const values = stateOf(blocksOf(view), view.chosen);
  const answer = await sendInteraction(workspace, {
    ...commonParts(workspace, 'block_actions', person),
    ...place,
    trigger_id: triggerId,
    view: viewJson(workspace, view, values),
    state: { values },
    actions: [acted.action],
  });
  if (answer.error) tellFailure(workspace, person, view.channel, 'Your click', answer.error);
  return ackResult(answer, openedView(workspace, trigger));
}

/** An ephemeral message is not in the payload: Slack does not keep it. */
export function messagePlace(workspace: Workspace, channel: Channel, message: Message): JsonObject {
  const isEphemeral = message.ephemeralFor !== null;
  const thread = message.threadTs === null ? {} : { thread_ts: message.threadTs };
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...thread,
    },
    channel: channelPart(channel),
    ...(isEphemeral ? {} : { message: messageJson(workspace, channel, message) }),
  };
}

/** @returns `actions[0]`, and the state it leaves behind */
async function act(
  workspace: Workspace,
  person: Person,
  found: FoundElement,
  value: string | undefined,
  place: JsonObject,
): Promise<{ action: JsonObject; state: ReturnType<typeof readStateValues> }> {
  const { blockId, actionId, type } = found;
  const isSupplied = type.endsWith('external_select') && value !== undefined;
  const offered = isSupplied ? await optionsFor(workspace, person, found, value, place) : undefined;
  const fields = choose(found, value, namesFor(workspace, person), offered);
  const field = statefulField(type)?.field;
  return {
    action: { type, action_id: actionId, block_id: blockId, ...fields, action_ts: workspace.ids.ts() },
    state: field === undefined ? {} : { [blockId]: { [actionId]: { type, [field]: fields[field] } } },
  };
}

/** The options that this person was shown; a value that is none of them is asked for as if it had been typed. */
async function optionsFor(
  workspace: Workspace,
  person: Person,
  found: FoundElement,
  value: string,
  place: JsonObject,
): Promise<JsonObject[]> {
  const known = workspace.offered.to(person.id, found);
  const values = new Set(known.map((option) => option.value));
  if (values.has(value) || value.split(',').every((item) => values.has(item.trim()))) return known;
  const { error, ...suggested } = await requestOptions(workspace, person, found, value, place);
  if (error !== null) throw new ControlError(`${found.actionId} got no options: ${error}`);
  return optionsOf({ ...suggested });
}

function namesFor(workspace: Workspace, person: Person): Names {
  return {
    user: (reference) => workspace.people.named(reference)?.id ?? personFor(workspace, reference).id,
    channel: (reference) => channelFor(workspace, reference, person).id,
  };
}
