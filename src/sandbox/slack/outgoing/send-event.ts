import { ControlError } from '../../ports.ts';
import type { JsonObject } from '../json.ts';
import type { Workspace } from '../workspace.ts';
import { VERIFICATION_TOKEN } from './payload-parts.ts';
import { type Answer, JSON_TYPE, send } from './send.ts';

/** Sends an event in the envelope of the Events API, once: Slack's retries are not simulated. */
export function sendEvent(workspace: Workspace, event: JsonObject & { type: string }): Promise<Answer> {
  const { team, app, clock } = workspace.deps;
  const body = JSON.stringify({
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.appId,
    type: 'event_callback',
    event,
    event_id: workspace.ids.entity('Ev'),
    event_time: Math.floor(clock.now() / 1000),
    event_context: workspace.ids.secret(),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  });
  return send(workspace, event.type, body, JSON_TYPE);
}

/** Slack sends an app only the events that its manifest asks for. */
export function hears({ deps }: Workspace, event: string): boolean {
  return deps.manifest.events.includes(event);
}

/** @throws ControlError when the app would not hear of it */
export function mustHear(workspace: Workspace, event: string): void {
  if (!hears(workspace, event))
    throw new ControlError(`the manifest does not list ${event} under bot_events, so Slack would not send it`);
}
