import { ControlError, type Person } from '../../ports.ts';
import { type Channel, directMessagesOf, findChannel, openDirectMessages } from '../channels.ts';
import type { View } from '../view-stacks.ts';
import type { Workspace } from '../workspace.ts';

/** Names in control calls become people, channels and views, or a ControlError that says what is there. */

export function personFor(workspace: Workspace, reference: string): Person {
  const person = workspace.people.named(reference);
  if (!person) {
    const handles = workspace.people.all.filter((each) => each.kind !== 'bot').map((each) => each.name);
    throw new ControlError(`nobody here is called ${reference}; there are ${handles.join(', ')}`);
  }
  if (person.kind === 'bot') throw new ControlError(`${person.name} is a bot: act as a person`);
  return person;
}

/** By id or name, with or without `#`; the bot's own name or id means the person's direct messages with it. */
export function channelFor(workspace: Workspace, reference: string, person: Person): Channel {
  const channel = findChannel(workspace, reference);
  if (channel && (channel.kind === 'channel' || channel.with === person.id)) return channel;
  const isTheirs = reference === directMessagesOf(workspace, person).id;
  if (isTheirs || workspace.people.named(reference)?.id === workspace.deps.app.botUserId)
    return openDirectMessages(workspace, person.id).channel;
  const names = [...workspace.channels.values()].flatMap((each) => (each.kind === 'channel' ? [each.name] : []));
  throw new ControlError(`there is no channel ${reference} for ${person.name}; there are ${names.join(', ')}`);
}

/** An open view of this person: the modal on top, or their App Home. */
export function viewFor(workspace: Workspace, id: string, person: Person): View {
  const view = workspace.views.byId(id);
  if (!view) throw new ControlError(`no view ${id} is open`);
  if (view.user !== person.id) throw new ControlError(`view ${id} is not open at ${person.name}`);
  if (view.kind === 'modal' && workspace.views.stack(person.id).at(-1) !== view)
    throw new ControlError(`view ${id} is covered by another modal`);
  return view;
}
