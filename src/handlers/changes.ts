import type { Context } from 'aws-lambda';
import type { ChangeDeps } from '../app/changing/change-deps.ts';
import { performChange } from '../app/changing/perform-change.ts';
import { createAuditLog } from '../aws/audit-log.ts';
import { createAuditStore } from '../aws/audit-store.ts';
import { createChangeSessions } from '../aws/change-sessions.ts';
import { createClaimStore } from '../aws/claim-store.ts';
import { createPipelineReads } from '../aws/codepipeline-reads.ts';
import { readDefinition } from '../aws/definition.ts';
import { createDraftStore } from '../aws/draft-store.ts';
import { createPaceStore } from '../aws/pace-store.ts';
import { putEvent } from '../aws/put-event.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createTable } from '../aws/table.ts';
import { readConfig } from '../config.ts';
import { TeamId } from '../domain/ids.ts';
import { createAnswers } from '../slack/answers.ts';
import { createSlackClient } from '../slack/client.ts';
import { createCommands } from '../slack/commands/index.ts';
import { createFiles } from '../slack/files.ts';
import { createPeople } from '../slack/people.ts';
import { createPoster } from '../slack/poster.ts';
import { createUploads } from '../slack/uploads.ts';
import { drawDraftMessage } from '../slack/views/draft/draft-message.ts';
import { openRequest } from './wiring/open-request.ts';
import { NOBODY, servedBy, wireAccounts } from './wiring/pipelines.ts';
import { MESSAGE_SETTINGS, readPolicy } from './wiring/policy.ts';
import { createLog, homeAccount, once, timeOf, world } from './wiring/runtime.ts';

const config = readConfig(
  process.env,
  [...MESSAGE_SETTINGS, 'AUDIT_RETENTION_DAYS'],
  ['SLACK_BOT_TOKEN', 'OPERATION_KEY'],
);
const policy = await readPolicy(config.POLICY_FILE);
const log = createLog('changes');
const secrets = createSecrets(config.secrets, config.AWS_REGION, world.now);
const depsFor = once(wire);

function wire(context: Context): Omit<ChangeDeps, 'timeLeft'> {
  const slack = createSlackClient({
    slackApiUrl: config.SLACK_API_URL,
    botToken: secrets.SLACK_BOT_TOKEN,
    rereadToken: secrets.SLACK_BOT_TOKEN.reread,
    now: world.now,
  });
  const inSlack = { slack, slackApiUrl: config.SLACK_API_URL, log };
  const table = createTable(config.TABLE_NAME, world.now);
  const served = servedBy(policy, homeAccount(context), config.AWS_REGION);
  const accounts = wireAccounts(served);
  const archive = createAuditStore(table, Number(config.AUDIT_RETENTION_DAYS));
  return {
    ...world,
    claims: createClaimStore(table),
    drafts: createDraftStore(table),
    pace: createPaceStore(table),
    reads: createPipelineReads(accounts.as('read', NOBODY), served, log),
    sessions: createChangeSessions(served, accounts, log),
    served,
    policy,
    people: createPeople({ slack, log, ...world }),
    commands: createCommands(),
    answers: createAnswers({ ...inSlack, sleep: world.sleep }),
    files: createFiles(inSlack),
    uploads: createUploads(inSlack),
    messenger: createPoster(slack, config.SLACK_BOT_ID),
    audit: createAuditLog(putOnBus, archive),
    parseDefinition: readDefinition,
    drawDraft: drawDraftMessage,
    homeTeam: TeamId(config.SLACK_TEAM_ID),
    log,
  };
}

function putOnBus(detailType: string, detail: object): Promise<void> {
  return putEvent(detailType, detail, config.EVENT_BUS_NAME, config.AWS_REGION, process.env);
}

/** One request from Slack that is about a pipeline itself. What is not sealed by this installation, or is for another function, is thrown,
 * and so reaches the dead-letter queue. */
export const handler = async (event: unknown, context: Context): Promise<void> => {
  const request = await openRequest(event, secrets.OPERATION_KEY, 'changes');
  log.logger.appendKeys({ operationId: request.operationId });
  try {
    await performChange({ ...depsFor(context), ...timeOf(context) }, request);
  } finally {
    log.logger.resetKeys();
  }
};
