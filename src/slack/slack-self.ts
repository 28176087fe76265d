import * as z from 'zod/mini';
import type { SlackSelf } from '../app/checks/check-deps.ts';
import type { SlackClient } from './client.ts';
import { SlackCallError } from './slack-failure.ts';

const Tested = z.object({ team_id: z.string(), bot_id: z.string(), user_id: z.string() });
const Bot = z.object({ bot: z.object({ app_id: z.string() }) });

/** Asks Slack whose token it is, and what it may.
 * @see auth.test, which names no app; bots.info does */
export async function slackSelf(slack: SlackClient): Promise<SlackSelf> {
  try {
    const { answer, headers } = await slack.call((client) => client.auth.test());
    const { team_id: teamId, bot_id: botId, user_id: botUserId } = Tested.parse(answer);
    const { bot } = Bot.parse(await slack.call((client) => client.bots.info({ bot: botId })));
    const scopes = headers.get('x-oauth-scopes');
    const slackNow = Date.parse(headers.get('date') ?? '');
    return {
      kind: 'known',
      teamId,
      appId: bot.app_id,
      botId,
      botUserId,
      ...(scopes === null ? {} : { scopes: scopes.split(',').map((scope) => scope.trim()) }),
      ...(Number.isNaN(slackNow) ? {} : { slackNow }),
    };
  } catch (error) {
    if (!(error instanceof SlackCallError)) return { kind: 'no_token' };
    return 'error' in error.failure ? { kind: 'refused', error: error.failure.error } : { kind: 'unreachable' };
  }
}
