import type { Context } from 'aws-lambda';
import { drainDeadLetters } from '../app/drain-dead-letters.ts';
import { errorWord } from '../app/error-word.ts';
import type { World } from '../app/ports.ts';
import { sweep } from '../app/sweep.ts';
import { createCatalogueStore } from '../aws/catalogue-store.ts';
import { createDeadLetterQueue } from '../aws/dead-letter-queue.ts';
import { createFreezeStore } from '../aws/freeze-store.ts';
import { createPipelineTags } from '../aws/pipeline-tags.ts';
import { putEvent } from '../aws/put-event.ts';
import { REQUESTED, sealed } from '../aws/requested.ts';
import { createSecrets } from '../aws/secrets.ts';
import { parseSweepsBefore, wantSweep } from '../aws/sweep-wanted.ts';
import { createViewerStore } from '../aws/viewer-store.ts';
import { readConfig } from '../config.ts';
import type { OperationRequest } from '../domain/operation.ts';
import { createHomeTab } from '../slack/home-tab.ts';
import { wireMessages } from './wiring/messages.ts';
import { PARTNER_SETTINGS } from './wiring/partner-settings.ts';
import { NOBODY } from './wiring/pipelines.ts';
import { MESSAGE_SETTINGS, readPolicy } from './wiring/policy.ts';
import { createLog, homeAccount, once, timeOf, world } from './wiring/runtime.ts';

const config = readConfig(
  process.env,
  [...MESSAGE_SETTINGS, 'DEAD_LETTERS_URL', ...PARTNER_SETTINGS],
  ['SLACK_BOT_TOKEN', 'OPERATION_KEY'],
);
const policy = await readPolicy(config.POLICY_FILE);
const log = createLog('schedule');
const { OPERATION_KEY } = createSecrets({ OPERATION_KEY: config.secrets.OPERATION_KEY }, config.AWS_REGION, world.now);
const deadLetters = createDeadLetterQueue(config.DEAD_LETTERS_URL, OPERATION_KEY, config.AWS_REGION, process.env);
type Poll = (time: Pick<World, 'timeLeft'>) => Promise<void>;

/** A sweep may come upon many failures at once, whose events were lost: none of them keeps the others waiting. */
const NO_WAIT = 0;
const wiringFor = once((context: Context) => {
  const wiring = wireMessages(config, policy, homeAccount(context), log, NO_WAIT);
  const { keep, slack, table, served, accounts, qualifiedName } = wiring;
  const tags = createPipelineTags(accounts.as('read', NOBODY), served);
  const jobCalls = async () => (await import('./wiring/job-calls.ts')).wireJobCalls(accounts, config);
  const deps = {
    ...keep,
    freezes: createFreezeStore(table),
    queue: { request },
    tags,
    jobCalls,
    served,
    homeTab: createHomeTab({ slack, log, qualifiedName }),
    viewers: createViewerStore(table),
    catalogue: createCatalogueStore(table),
  };
  let wired: Poll | undefined;
  const polling = async () => {
    wired ??= (await import('./wiring/polling.ts')).wirePolling(wiring, config, log);
    return wired;
  };
  return { deps, polling };
});

/** Like everybody else, the schedule asks for what it wants done. */
async function request(operation: OperationRequest): Promise<void> {
  const detail = await sealed(operation, OPERATION_KEY);
  await putEvent(REQUESTED, detail, config.EVENT_BUS_NAME, config.AWS_REGION, process.env);
}

/** Each minute: takes the work that waits to be polled, and finishes what others left. While there is more to draw than one sweep has
 * time for, another follows at once. */
export const handler = async (event: unknown, context: Context): Promise<void> => {
  const time = timeOf(context);
  const { deps: kept, polling } = wiringFor(context);
  const deps = { ...kept, ...time };
  await poll(polling, time);
  const { looked, left } = await sweep(deps);
  await drainLetters(deps);
  if (looked > 0) log.info('Looked at executions that were due', { looked, left });
  if (left) await followUp(event);
};

/** What waits there can wait a minute longer. */
async function drainLetters(deps: ReturnType<typeof wiringFor>['deps'] & Pick<World, 'timeLeft'>): Promise<void> {
  try {
    await drainDeadLetters({ ...deps, deadLetters });
  } catch (error) {
    log.warn('The dead letters could not be looked at; the next minute tries again', { cause: errorWord(error) });
  }
}

/** Whatever stands in the way of the work that is polled, the sweep goes on. */
async function poll(polling: () => Promise<Poll>, time: Pick<World, 'timeLeft'>): Promise<void> {
  try {
    const work = await polling();
    await work(time);
  } catch (error) {
    log.error('No work could be polled; the next minute tries again', { cause: errorWord(error) });
  }
}

/** The minute's next sweep comes in any case, so that this one need not fail. */
async function followUp(event: unknown): Promise<void> {
  try {
    await wantSweep(parseSweepsBefore(event), config.EVENT_BUS_NAME, config.AWS_REGION, process.env);
  } catch (error) {
    log.warn('No further sweep could be asked for; the next minute goes on', { cause: errorWord(error) });
  }
}
