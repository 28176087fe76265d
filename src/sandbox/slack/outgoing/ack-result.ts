import type { AckResult, Person } from '../../ports.ts';
import { findChannel } from '../channels.ts';
import { SLACKBOT } from '../directory.ts';
import { post } from '../messages.ts';
import type { Trigger } from '../trigger-ids.ts';
import { blocksOf, callbackId } from '../view-content.ts';
import type { View } from '../view-stacks.ts';
import type { Workspace } from '../workspace.ts';
import type { Answer } from './send.ts';

/** What a control call answers.
 * @param error what Slack shows although the app answered with a 2xx */
export function ackResult(answer: Answer, view?: View | null, error?: string): AckResult {
  const failure = answer.error ?? error;
  const shown = view && { id: view.id, callback_id: callbackId(view), blocks: blocksOf(view) };
  return {
    ok: failure === undefined,
    status: answer.status,
    body: answer.body,
    ...(shown ? { view: shown } : {}),
    ...(failure === undefined ? {} : { error: failure }),
  };
}

/** The modal that the app opened with this trigger, if it is still there. */
export function openedView(workspace: Workspace, trigger: Trigger): View | undefined {
  return trigger.opened === null ? undefined : workspace.views.byId(trigger.opened);
}

/** Tells one person, in Slackbot's name, that the app failed them.
 * @param deed `/pipeline`, `Your click` */
export function tellFailure(
  workspace: Workspace,
  person: Person,
  channelId: string | null,
  deed: string,
  error: string,
  threadTs: string | null = null,
): void {
  const channel = findChannel(workspace, channelId ?? '') ?? [...workspace.channels.values()][0];
  if (!channel) return;
  const why = error === 'operation_timeout' ? 'because the app did not respond' : `with the error "${error}"`;
  const text = `${deed} failed ${why}`;
  post(workspace, channel, { user: SLACKBOT, text, ephemeralFor: person.id, threadTs });
}
