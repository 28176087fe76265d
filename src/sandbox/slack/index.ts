import type { SlackWorkspace } from '../ports.ts';
import { changePerson, changeUserGroup } from './administration.ts';
import { askOptions } from './outgoing/ask-options.ts';
import { click } from './outgoing/click.ts';
import { closeView } from './outgoing/close-view.ts';
import { personFor } from './outgoing/control-input.ts';
import { openHome } from './outgoing/home-opened.ts';
import { say } from './outgoing/say.ts';
import { takeShortcut } from './outgoing/shortcut.ts';
import { typeCommand } from './outgoing/slash-command.ts';
import { submit } from './outgoing/submit.ts';
import { upload } from './outgoing/upload.ts';
import { takeSnapshot } from './snapshot.ts';
import { handleRequest } from './transport.ts';
import { blocksOf, callbackId } from './view-content.ts';
import { createWorkspace } from './workspace.ts';
import type { SlackWorkspaceDeps } from './workspace-deps.ts';

export type { ChannelSeed, SlackWorkspaceDeps } from './workspace-deps.ts';

/** A Slack workspace in memory: the Web API on one side, signed requests to the app on the other, and people between. */
export function createSlackWorkspace(deps: SlackWorkspaceDeps): SlackWorkspace {
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
    options: (input) => askOptions(workspace, input),
    say: (input) => say(workspace, input),
    upload: (input) => upload(workspace, input),
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
