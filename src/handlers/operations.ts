import type { Context } from 'aws-lambda';
import { errorWord } from '../app/error-word.ts';
import { type OperationDeps, performOperation } from '../app/perform-operation.ts';
import { createAuditLog } from '../aws/audit-log.ts';
import { createAuditStore } from '../aws/audit-store.ts';
import { parseCheckWanted } from '../aws/check-wanted.ts';
import { createClaimStore } from '../aws/claim-store.ts';
import { createFreezeStore } from '../aws/freeze-store.ts';
import { createPipelineSessions } from '../aws/pipeline-sessions.ts';
import { createPreferenceStore } from '../aws/preference-store.ts';
import { putEvent } from '../aws/put-event.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createStructureCache } from '../aws/structure-cache.ts';
import { wantSweep } from '../aws/sweep-wanted.ts';
import { createViewerStore } from '../aws/viewer-store.ts';
import { readConfig } from '../config.ts';
import { createAnswers } from '../slack/answers.ts';
import { createCommands } from '../slack/commands/index.ts';
import { createFiles } from '../slack/files.ts';
import { findSubject } from '../slack/find-subject.ts';
import { createForms } from '../slack/forms.ts';
import { createHomeTab } from '../slack/home-tab.ts';
import { createLinkPreviews } from '../slack/link-previews.ts';
import type { Inspector } from './wiring/checks.ts';
import { partnerTokens } from './wiring/job-calls.ts';
import { wireMessages } from './wiring/messages.ts';
import { openRequest } from './wiring/open-request.ts';
import { PARTNER_SETTINGS } from './wiring/partner-settings.ts';
import { NOBODY } from './wiring/pipelines.ts';
import { MESSAGE_SETTINGS, readPolicy } from './wiring/policy.ts';
import { createLog, homeAccount, once, timeOf, world } from './wiring/runtime.ts';

const config = readConfig(
  process.env,
  [...MESSAGE_SETTINGS, 'AUDIT_RETENTION_DAYS', 'SLACK_APP_ID', 'SLACK_BOT_USER_ID', ...PARTNER_SETTINGS],
  ['SLACK_BOT_TOKEN', 'OPERATION_KEY'],
);
const policy = await readPolicy(config.POLICY_FILE);
const log = createLog('operations');
const secrets = createSecrets({ OPERATION_KEY: config.secrets.OPERATION_KEY }, config.AWS_REGION, world.now);
const wiringFor = once((context: Context) => wireMessages(config, policy, homeAccount(context), log));
const inspectorFor = once(wireInspector);
const depsFor = once(wire);

function wire(context: Context): Omit<OperationDeps, 'timeLeft'> {
  const { keep, slack, table, served, accounts, qualifiedName } = wiringFor(context);
  const archive = createAuditStore(table, Number(config.AUDIT_RETENTION_DAYS));
  return {
    ...keep,
    // Rights may hang on where an approval stands: what is judged by is read here, not taken from what others have read.
    structures: createStructureCache(keep.reads, world.now, log),
    claims: createClaimStore(table),
    preferences: createPreferenceStore(table),
    freezes: createFreezeStore(table),
    wakeSchedule,
    lookUps: async () => {
      const { createPipelineLookUps } = await import('../aws/codepipeline-look-ups.ts');
      return createPipelineLookUps(accounts.as('read', NOBODY), served);
    },
    sessions: createPipelineSessions(served, accounts, log, partnerTokens(config)),
    served,
    commands: createCommands(),
    answers: createAnswers({ slack, slackApiUrl: config.SLACK_API_URL, log, sleep: world.sleep }),
    homeTab: createHomeTab({ slack, log, qualifiedName }),
    viewers: createViewerStore(table),
    subjects: { of: (channel, ts) => findSubject(slack, config.SLACK_BOT_ID, channel, ts) },
    previews: createLinkPreviews({ slack, log, qualifiedName, sleep: world.sleep }),
    audit: createAuditLog(putOnBus, archive),
    archive,
    forms: createForms({ slack, log }),
    files: createFiles({ slack, slackApiUrl: config.SLACK_API_URL, log }),
    inspect: async (id) => (await inspectorFor(context)).inspect(id),
  };
}

/** Loaded for whoever asks the doctor. */
async function wireInspector(context: Context): Promise<Inspector> {
  const { createInspector } = await import('./wiring/checks.ts');
  return createInspector(wiringFor(context), {
    sessions: depsFor(context).sessions,
    app: {
      teamId: config.SLACK_TEAM_ID,
      appId: config.SLACK_APP_ID,
      botId: config.SLACK_BOT_ID,
      botUserId: config.SLACK_BOT_USER_ID,
    },
    touchBus: () => wantSweep(0, config.EVENT_BUS_NAME, config.AWS_REGION, process.env),
    operationKey: secrets.OPERATION_KEY,
  });
}

function putOnBus(detailType: string, detail: object): Promise<void> {
  return putEvent(detailType, detail, config.EVENT_BUS_NAME, config.AWS_REGION, process.env);
}

/** The next minute's sweep comes in any case. */
async function wakeSchedule(): Promise<void> {
  try {
    await wantSweep(0, config.EVENT_BUS_NAME, config.AWS_REGION, process.env);
  } catch (error) {
    log.warn('No sweep could be asked for; the next minute does it', { cause: errorWord(error) });
  }
}

/** One request from Slack, or the doctor's question. What is not sealed by this installation is thrown, and so reaches the dead-letter
 * queue. */
export const handler = async (event: unknown, context: Context): Promise<void> => {
  const check = parseCheckWanted(event);
  if (check !== undefined) return (await inspectorFor(context)).leaveReport(check);
  const request = await openRequest(event, secrets.OPERATION_KEY, undefined);
  log.logger.appendKeys({ operationId: request.operationId });
  try {
    await performOperation({ ...depsFor(context), ...timeOf(context) }, request);
  } finally {
    log.logger.resetKeys();
  }
};
