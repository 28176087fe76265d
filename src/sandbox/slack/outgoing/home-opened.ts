import type { AckResult } from '../../ports.ts';
import { openDirectMessages } from '../channels.ts';
import { viewJson } from '../view-content.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult } from './ack-result.ts';
import { personFor } from './control-input.ts';
import { VERIFICATION_TOKEN } from './payload-parts.ts';
import { JSON_TYPE, send } from './send.ts';

/** Somebody opens the app's Home tab: the event `app_home_opened`, upon which the app publishes the Home.
 * Sent once; the retries of Slack's Events API are not simulated.
 * @throws ControlError on an unknown person */
export async function openHome(workspace: Workspace, input: { user: string }): Promise<AckResult> {
  const person = personFor(workspace, input.user);
  const { team, app, clock } = workspace.deps;
  const home = workspace.views.home(person.id);
  const body = JSON.stringify({
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.appId,
    type: 'event_callback',
    event: {
      type: 'app_home_opened',
      user: person.id,
      channel: openDirectMessages(workspace, person.id).channel.id,
      tab: 'home',
      event_ts: workspace.ids.ts(),
      ...(home ? { view: viewJson(workspace, home, {}) } : {}),
    },
    event_id: workspace.ids.entity('Ev'),
    event_time: Math.floor(clock.now() / 1000),
    event_context: workspace.ids.secret(),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  });
  return ackResult(await send(workspace, 'app_home_opened', body, JSON_TYPE));
}
