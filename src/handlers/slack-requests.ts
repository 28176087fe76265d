import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createOperationQueue } from '../aws/operation-queue.ts';
import { createSecrets } from '../aws/secrets.ts';
import { readConfig } from '../config.ts';
import { createSlackRequests } from '../slack/app.ts';
import type { SlackClient } from '../slack/client.ts';
import type { Suggestions } from '../slack/options/option-list.ts';
import { createLog, world } from './wiring/runtime.ts';

const config = readConfig(
  process.env,
  [
    'TABLE_NAME',
    'EVENT_BUS_NAME',
    'POLICY_FILE',
    'SLACK_TEAM_ID',
    'SLACK_APP_ID',
    'SLACK_BOT_ID',
    'SLACK_BOT_USER_ID',
    'SLACK_API_URL',
    'AWS_REGION',
    'CHANGES',
  ],
  ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'OPERATION_KEY'],
);
const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, OPERATION_KEY } = createSecrets(
  config.secrets,
  config.AWS_REGION,
  world.now,
);

/** A person waits for the answer: one attempt more, and soon. */
const events = new EventBridgeClient({ maxAttempts: 2 });
const queue = createOperationQueue(events, config.EVENT_BUS_NAME, OPERATION_KEY);

const log = createLog('slack-requests');
let suggestions: Promise<Suggestions> | undefined;

/** Few requests ask for it, so few wait for it to be read. */
async function loadSuggestions(slack: SlackClient): Promise<Suggestions> {
  const { wireSuggestions } = await import('./wiring/suggestions.ts');
  return wireSuggestions(config, slack, log);
}

/** Everything that Slack sends: verified, understood, put on the bus, acknowledged. Besides, it answers lists that load while somebody
 * types, from the stored catalogue. It can do nothing else. */
export const handler = createSlackRequests({
  signingSecret: SLACK_SIGNING_SECRET,
  rereadSecret: SLACK_SIGNING_SECRET.reread,
  botToken: SLACK_BOT_TOKEN,
  rereadToken: SLACK_BOT_TOKEN.reread,
  teamId: config.SLACK_TEAM_ID,
  appId: config.SLACK_APP_ID,
  botId: config.SLACK_BOT_ID,
  botUserId: config.SLACK_BOT_USER_ID,
  slackApiUrl: config.SLACK_API_URL,
  now: world.now,
  enqueue: (request) => queue.request(request),
  suggestions: (slack) => {
    suggestions ??= loadSuggestions(slack);
    return suggestions;
  },
  log,
  changes: config.CHANGES === 'true',
});
