import { type AckResult, ControlError } from '../../ports.ts';
import { viewJson } from '../view-content.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult } from './ack-result.ts';
import { personFor, viewFor } from './control-input.ts';
import { commonParts } from './payload-parts.ts';
import { sendInteraction } from './send.ts';

/** Somebody closes the modal on top; the one below shows, unless the modal has `clear_on_close`. The app is told only
 * where `notify_on_close` asks for it, and cannot prevent it.
 * @throws ControlError when the modal is not there */
export async function closeView(workspace: Workspace, input: { user: string; view_id: string }): Promise<AckResult> {
  const person = personFor(workspace, input.user);
  const view = viewFor(workspace, input.view_id, person);
  if (view.kind !== 'modal') throw new ControlError('an App Home cannot be closed');
  const isCleared = view.content.clear_on_close === true;
  if (isCleared) workspace.views.clear(person.id);
  else workspace.views.close(view);

  if (view.content.notify_on_close !== true) return { ok: true, status: 200, body: '' };
  const answer = await sendInteraction(workspace, {
    ...commonParts(workspace, 'view_closed', person),
    view: viewJson(workspace, view, {}),
    is_cleared: isCleared,
  });
  return ackResult(answer);
}
