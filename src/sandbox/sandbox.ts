import { randomUUID } from 'node:crypto';
import { SUB_COMMANDS } from '../slack/commands/index.ts';
import { createActivity } from './activity.ts';
import { openAccount } from './aws/account.ts';
import { readStack } from './aws/cloudformation.ts';
import { SERVICE_NAMES } from './aws/endpoint.ts';
import { createFunctionLog } from './aws/functions/function-log.ts';
import { createClock } from './clock.ts';
import { createCodePipeline } from './codepipeline/index.ts';
import { createControlApi } from './control/api.ts';
import { createPace } from './control/pace.ts';
import { createPageFiles } from './control/page-files.ts';
import { createPageStream } from './control/stream.ts';
import { createWorkspacePort } from './control/workspace-port.ts';
import { HISTORY_MS, seedHistory } from './demo/history.ts';
import { startDemo } from './demo/start-demo.ts';
import { createFaultDesk } from './faults/index.ts';
import { openPort } from './http/open-port.ts';
import { installationSecrets, installationSettings } from './installation.ts';
import { APP, BOT_TOKEN, CHANNELS, OTHER_TEAM_ID, PEOPLE, SIGNING_SECRET, TEAM, USER_GROUPS } from './people.ts';
import type { AppManifest, BusEvent } from './ports.ts';
import { createRequestLog } from './request-log.ts';
import { createSlackWorkspace } from './slack/index.ts';
import { METHODS } from './slack/methods/index.ts';

export const ACCOUNT_ID = '123456789012';
export const HOME_REGION = 'eu-west-1';
/** The function whose URL an installation gives to Slack. */
const REQUEST_FUNCTION = 'slack-requests';

export interface SandboxOptions {
  port: number;
  awsPort: number;
  demo: boolean;
  speed: number;
  /** the packaged CloudFormation template, parsed */
  template: unknown;
  /** absolute path of the policy as JSON */
  policyFile: string;
  /** the Slack app's */
  manifest: AppManifest;
  questionsFile: string;
  /** folder that holds `dist/<function>.mjs` */
  root: string;
  /** bootstrap of the function workers */
  bootstrap: URL;
  /** folder of the built page */
  page: string;
  logLevel: string;
  report: (error: unknown) => void;
}

export interface Sandbox {
  slack: string;
  aws: string;
  stop(): Promise<void>;
}

/** Starts everything and returns when everything answers.
 * @throws PortInUse */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { report, speed, demo } = options;
  const newId = () => randomUUID();
  const activity = createActivity();
  const clock = createClock({ realNow: Date.now, idle: activity.idle, report, behindMs: demo ? HISTORY_MS : 0 });
  const log = createRequestLog();
  const functionLog = createFunctionLog(clock.now);
  const violations: string[] = [];
  const stack = readStack(options.template, {
    accountId: ACCOUNT_ID,
    region: HOME_REGION,
    stackName: 'signalbox-dev',
  });
  const faults = createFaultDesk({
    functions: stack.functions.map(({ name }) => name),
    slackMethods: [...METHODS.keys()],
    awsServices: SERVICE_NAMES,
  });

  const slackPort = await openPort(options.port, clock.now, report);
  const awsPort = await openPort(options.awsPort, clock.now, report).catch(async (error: unknown) => {
    await slackPort.close();
    throw error;
  });

  let emit: (event: BusEvent) => void = () => {};
  const codepipeline = createCodePipeline({
    clock,
    emit: (event) => emit(event),
    newId,
    random: Math.random,
    accountId: ACCOUNT_ID,
    homeRegion: HOME_REGION,
  });
  // The demo's past happened before Signalbox was installed: nobody is told of it.
  if (demo) await seedHistory({ codepipeline, clock, homeRegion: HOME_REGION, realNow: Date.now });
  const pace = createPace(codepipeline, speed);

  const slack = createSlackWorkspace({
    clock,
    newId,
    random: Math.random,
    people: PEOPLE,
    userGroups: USER_GROUPS,
    channels: CHANNELS,
    team: TEAM,
    otherTeamId: OTHER_TEAM_ID,
    app: APP,
    manifest: options.manifest,
    commandWords: SUB_COMMANDS,
    token: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    origin: () => slackPort.origin,
    deliver: ({ headers, body }) =>
      account.endpoint.handle({ method: 'POST', url: `/_url/${REQUEST_FUNCTION}`, headers, body: Buffer.from(body) }),
    log: log.add,
    fateOf: faults.slackCall,
  });

  const account = await openAccount({
    stack,
    codepipeline,
    clock,
    activity,
    log,
    faults,
    origin: awsPort.origin,
    parameters: installationSecrets(stack),
    accountId: ACCOUNT_ID,
    homeRegion: HOME_REGION,
    newId,
    report,
    ground: {
      root: options.root,
      bootstrap: options.bootstrap,
      settings: installationSettings(
        slackPort.origin,
        { policy: options.policyFile, questions: options.questionsFile },
        options.logLevel,
      ),
      region: HOME_REGION,
      log: functionLog,
      newId,
      onViolation: (host) => violations.push(host),
    },
  });
  emit = (event) => account.bus.put('default', event);

  const stream = createPageStream({ slack, codepipeline, pace, faults, log, now: clock.now });
  const control = createControlApi({
    codepipeline,
    slack,
    bus: account.bus,
    clock,
    pace,
    faults,
    activity,
    deadLetters: account.deadLetters,
    rights: account.endpoint.rights,
    functionLog,
    people: PEOPLE,
    awsCalls: account.endpoint.calls,
    violations: () => [...violations],
    newId,
    accountId: ACCOUNT_ID,
    homeRegion: HOME_REGION,
  });
  clock.onStep(async (journey) => {
    if (journey === null) stream.changed();
  });
  awsPort.give({ handle: faults.crashes.before(account.endpoint.handle), now: clock.now });
  const page = await createPageFiles(options.page);
  const workspace = createWorkspacePort({ slack, stream, control, page, now: clock.now });
  slackPort.give({ ...workspace, handle: faults.crashes.before(workspace.handle) });
  account.startSchedules();
  if (demo) startDemo({ codepipeline, clock, homeRegion: HOME_REGION });

  return {
    slack: slackPort.origin,
    aws: awsPort.origin,
    async stop() {
      clock.stop();
      stream.stop();
      await Promise.all([slackPort.close(), awsPort.close()]);
      await account.stop();
    },
  };
}
