import type { AckResult, SlackWorkspace } from '../ports.ts';
import { changePerson, changeUserGroup } from './administration.ts';
import { click } from './outgoing/click.ts';
import { closeView } from './outgoing/close-view.ts';
import { personFor } from './outgoing/control-input.ts';
import { openHome } from './outgoing/home-opened.ts';
import { type ShortcutInput, takeShortcut } from './outgoing/shortcut.ts';
import { typeCommand } from './outgoing/slash-command.ts';
import { submit } from './outgoing/submit.ts';
import { takeSnapshot } from './snapshot.ts';
import { handleRequest } from './transport.ts';
import { blocksOf, callbackId } from './view-content.ts';
import { createWorkspace } from './workspace.ts';
import type { SlackWorkspaceDeps } from './workspace-deps.ts';

export type { ChannelSeed, SlackWorkspaceDeps } from './workspace-deps.ts';

/** The workspace, with two more things that people do in Slack. */
export interface SlackEmulator extends SlackWorkspace {
  /** A global shortcut, or, with `channel` and `ts`, a message shortcut.
   * @throws ControlError on an unknown person, channel or message */
  shortcut(input: ShortcutInput): Promise<AckResult>;
  /** Somebody opens the app's Home tab (event `app_home_opened`).
   * @throws ControlError on an unknown person */
  openHome(input: { user: string }): Promise<AckResult>;
}

/** A Slack workspace in memory: the Web API on one side, signed requests to the app on the other, and people between. */
export function createSlackWorkspace(deps: SlackWorkspaceDeps): SlackEmulator {
  const listeners: (() => void)[] = [];
  const workspace = createWorkspace(deps, () => {
    for (const listener of listeners) listener();
  });
  return {
    handle: async (request) => handleRequest(workspace, request),
    command: (input) => typeCommand(workspace, input),
    click: (input) => click(workspace, input),
    submit: (input) => submit(workspace, input),
    closeView: (input) => closeView(workspace, input),
    shortcut: (input) => takeShortcut(workspace, input),
    openHome: (input) => openHome(workspace, input),
    changePerson: (change) => changePerson(workspace, change),
    changeUserGroup: (change) => changeUserGroup(workspace, change),
    snapshot: (user) => takeSnapshot(workspace, personFor(workspace, user)),
    views: () =>
      workspace.views.modals().map((view) => {
        return { id: view.id, user: view.user, callback_id: callbackId(view), blocks: blocksOf(view) };
      }),
    calls: () => Object.fromEntries(workspace.calls),
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}
