import { type ClickInput, ControlError, type Person } from '../../ports.ts';
import { type Channel, isVisibleTo } from '../channels.ts';
import { type FoundElement, findElements, optionsOf } from '../elements/find-elements.ts';
import { type JsonObject, objectsIn, plainText } from '../json.ts';
import type { Message } from '../messages.ts';
import type { Workspace } from '../workspace.ts';
import { channelFor } from './control-input.ts';

interface Place {
  channel: Channel;
  message: Message;
  found: FoundElement;
}

/** The message named by its ts, else the newest one that has the element.
 * @throws ControlError when this person sees no such message or element */
export function findInMessages(workspace: Workspace, input: ClickInput, person: Person): Place {
  const given = input.channel === undefined ? null : channelFor(workspace, input.channel, person);
  const channels = given ? [given] : [...workspace.channels.values()].filter((each) => isVisibleTo(each, person));
  const candidates = channels
    .flatMap((channel) => visibleMessages(channel, person).map((message) => ({ channel, message })))
    .filter(({ message }) => input.ts === undefined || message.ts === input.ts)
    .sort((one, other) => (one.message.ts < other.message.ts ? 1 : -1));
  for (const { channel, message } of candidates) {
    const found = pick(findElements(allBlocks(message)), input);
    if (found) return { channel, message, found };
  }
  const where = given ? ` in ${given.name || given.id}` : '';
  const only = candidates[0]?.message;
  if (input.ts !== undefined && only)
    throw new ControlError(noSuchElement(`message ${only.ts}`, input.action_id, allBlocks(only)));
  throw new ControlError(
    input.ts === undefined
      ? `${person.name} sees no message with ${input.action_id}${where}`
      : `${person.name} sees no message ${input.ts}${where}`,
  );
}

function visibleMessages(channel: Channel, person: Person): Message[] {
  return [...channel.messages, ...channel.ephemerals.filter((message) => message.ephemeralFor === person.id)];
}

function allBlocks(message: Message): JsonObject[] {
  return [...message.blocks, ...message.attachments.flatMap((attachment) => objectsIn(attachment.blocks))];
}

/** Of several elements with this action_id: the one whose value or option is meant, else the first. */
export function pick(
  elements: readonly FoundElement[],
  { block_id, action_id, value }: ClickInput,
): FoundElement | undefined {
  const named = elements.filter(
    (found) => found.actionId === action_id && (block_id === undefined || found.blockId === block_id),
  );
  const has = (option: JsonObject) => option.value === value || plainText(option.text) === value;
  const meant = named.find((found) => found.element.value === value || optionsOf(found.element).some(has));
  return (value === undefined ? undefined : meant) ?? named[0];
}

export function noSuchElement(where: string, actionId: string, blocks: readonly JsonObject[]): string {
  const there = [...new Set(findElements(blocks).map((found) => found.actionId))];
  return `${where} has no ${actionId}; it has ${there.length === 0 ? 'nothing to click' : there.join(', ')}`;
}
