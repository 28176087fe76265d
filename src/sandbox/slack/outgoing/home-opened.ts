import { type AckResult, ControlError } from '../../ports.ts';
import { openDirectMessages } from '../channels.ts';
import { viewJson } from '../view-content.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult } from './ack-result.ts';
import { personFor } from './control-input.ts';
import { mustHear, sendEvent } from './send-event.ts';

/** Somebody opens the app's Home tab: the event `app_home_opened`, upon which the app publishes the Home.
 * @throws ControlError on an unknown person, or where the manifest has no Home tab or does not ask for the event */
export async function openHome(workspace: Workspace, input: { user: string }): Promise<AckResult> {
  const person = personFor(workspace, input.user);
  if (!workspace.deps.manifest.homeTab)
    throw new ControlError('the manifest does not enable a Home tab (app_home.home_tab_enabled)');
  mustHear(workspace, 'app_home_opened');
  const home = workspace.views.home(person.id);
  const answer = await sendEvent(workspace, {
    type: 'app_home_opened',
    user: person.id,
    channel: openDirectMessages(workspace, person.id).channel.id,
    tab: 'home',
    event_ts: workspace.ids.ts(),
    ...(home ? { view: viewJson(workspace, home, {}) } : {}),
  });
  return ackResult(answer);
}
