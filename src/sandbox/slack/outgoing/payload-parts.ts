import type { Person } from '../../ports.ts';
import type { Channel } from '../channels.ts';
import type { JsonObject } from '../json.ts';
import type { ResponseTarget } from '../response-urls.ts';
import type { Workspace } from '../workspace.ts';

/** Deprecated by Slack in favour of the signature, and still sent. */
export const VERIFICATION_TOKEN = 'sandbox-verification-token';

/** What every interaction says about who, where and which app. `team` is the workspace that installed the app; an
 * outsider's own workspace is in `user.team_id` only. */
export function commonParts(workspace: Workspace, type: string, person: Person): JsonObject {
  const { team, app } = workspace.deps;
  return {
    type,
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: app.appId,
    token: VERIFICATION_TOKEN,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function channelPart(channel: Channel): JsonObject {
  return { id: channel.id, name: channelName(channel) };
}

export function channelName(channel: Channel): string {
  return channel.kind === 'im' ? 'directmessage' : channel.name;
}

export function responseUrl(workspace: Workspace, target: ResponseTarget): string {
  return `${workspace.deps.origin()}/response/${workspace.responseUrls.issue(target)}`;
}
