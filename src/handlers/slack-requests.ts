import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createOperationQueue } from '../aws/operation-queue.ts';
import { createSecrets } from '../aws/secrets.ts';
import { readConfig } from '../config.ts';
import { createSlackRequests } from '../slack/app.ts';
import { createLog, world } from './wiring/runtime.ts';

const config = readConfig(
  process.env,
  [
    'EVENT_BUS_NAME',
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

/** Everything that Slack sends: verified, understood, put on the bus, acknowledged. It can do nothing else. */
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
  log: createLog('slack-requests'),
  changes: config.CHANGES === 'true',
});
