import { optionalString, requiredString } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Trigger } from '../trigger-ids.ts';
import { readView, viewJson } from '../view-content.ts';
import type { View } from '../view-stacks.ts';
import type { Workspace } from '../workspace.ts';

export function viewsOpen(workspace: Workspace, args: JsonObject): JsonObject {
  const { content, trigger } = readOpening(workspace, args);
  const view = workspace.views.open(trigger.user, content, trigger.channel);
  trigger.opened = view.id;
  return answer(workspace, view);
}

/** Only from inside a modal: the trigger must come from a click or a submission there. */
export function viewsPush(workspace: Workspace, args: JsonObject): JsonObject {
  const { content, trigger } = readOpening(workspace, args);
  const below = workspace.views.stack(trigger.user).find((view) => view.id === trigger.viewId);
  if (!below) throw new SlackError('not_found');
  const view = workspace.views.push(below, content);
  trigger.opened = view.id;
  return answer(workspace, view);
}

export function viewsUpdate(workspace: Workspace, args: JsonObject): JsonObject {
  const view = viewArgument(workspace, args);
  refuseOtherHash(view, args);
  workspace.views.update(view, readView(workspace, args.view, view.kind, view));
  return answer(workspace, view);
}

export function viewsPublish(workspace: Workspace, args: JsonObject): JsonObject {
  if (!workspace.deps.manifest.homeTab) throw new SlackError('not_enabled');
  const user = requiredString(args, 'user_id');
  const person = workspace.people.byId(user);
  if (!person || person.kind === 'bot') throw new SlackError('user_not_found');
  const home = workspace.views.home(user);
  if (home) refuseOtherHash(home, args);
  return answer(workspace, workspace.views.publish(user, readView(workspace, args.view, 'home', home)));
}

/** The view is checked first: a trigger id is not lost to a view that Slack would refuse. */
function readOpening(workspace: Workspace, args: JsonObject): { content: JsonObject; trigger: Trigger } {
  const triggerId = optionalString(args, 'trigger_id') ?? requiredString(args, 'interactivity_pointer');
  const content = readView(workspace, args.view, 'modal');
  return { content, trigger: workspace.triggers.exchange(triggerId) };
}

function viewArgument({ views }: Workspace, args: JsonObject): View {
  const id = optionalString(args, 'view_id');
  const externalId = optionalString(args, 'external_id');
  const view = id === undefined ? views.byExternalId(externalId ?? '') : views.byId(id);
  if (!view || (id === undefined && externalId === undefined)) throw new SlackError('not_found');
  return view;
}

function refuseOtherHash(view: View, args: JsonObject): void {
  const hash = optionalString(args, 'hash');
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
}

/** The client has not told its state yet, so that is empty here. */
function answer(workspace: Workspace, view: View): JsonObject {
  return { view: viewJson(workspace, view, {}) };
}
