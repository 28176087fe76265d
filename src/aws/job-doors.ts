import {
  AcknowledgeJobCommand,
  AcknowledgeThirdPartyJobCommand,
  type CodePipelineClient,
  GetThirdPartyJobDetailsCommand,
  type Job,
  PollForJobsCommand,
  PollForThirdPartyJobsCommand,
} from '@aws-sdk/client-codepipeline';
import type { TakenJob } from '../app/job-ports.ts';
import type { JobDoor } from '../app/jobs/poll-jobs.ts';
import type { Log } from '../app/ports.ts';
import type { AccountRegion } from '../domain/ids.ts';
import type { WorkedActionType, Workers } from '../domain/workers.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { errorName } from './errors.ts';
import { toJobAction } from './job-action.ts';
import type { ClientToken } from './job-calls.ts';

const AT_ONCE = 10;

interface DoorDeps {
  readonly clientFor: ClientFor;
  readonly clientToken: ClientToken;
  readonly log: Pick<Log, 'warn'>;
}

/** The doors of all action types whose jobs are polled, one for each account and region. */
export function createJobDoors(deps: DoorDeps, { custom, partner }: Workers): JobDoor[] {
  return [
    ...custom.flatMap(({ type, places }) =>
      places.map((place) => ({ name: nameOf(type, place), take: () => takeCustom(deps, type, place) })),
    ),
    ...partner.flatMap((entry) =>
      entry.places.map((place) => ({
        name: nameOf(entry.type, place),
        take: () => takePartner(deps, entry, place),
      })),
    ),
  ];
}

function nameOf({ category, provider, version }: WorkedActionType, { account, region }: AccountRegion): string {
  return `${category}/${provider}/${version} in ${account} ${region}`;
}

async function takeCustom({ clientFor }: DoorDeps, type: WorkedActionType, place: AccountRegion): Promise<TakenJob[]> {
  const client = clientFor(place);
  const actionTypeId = { ...type, owner: 'Custom' as const };
  const { jobs = [] } = await ifThere(() =>
    client.send(new PollForJobsCommand({ actionTypeId, maxBatchSize: AT_ONCE })),
  );
  const taken = await Promise.all(jobs.map((job) => acknowledged(client, job, place)));
  return taken.filter((job) => job !== undefined);
}

/** Of two pollers only the one with the newest nonce gets it. */
async function acknowledged(
  client: CodePipelineClient,
  { id, nonce, data }: Job,
  place: AccountRegion,
): Promise<TakenJob | undefined> {
  if (!id || !nonce) return undefined;
  const claimed = await unlessTaken(() => client.send(new AcknowledgeJobCommand({ jobId: id, nonce })));
  if (claimed?.status !== 'InProgress') return undefined;
  const action = toJobAction(data?.pipelineContext, place);
  return {
    ...place,
    door: 'custom',
    id,
    configuration: data?.actionConfiguration?.configuration ?? {},
    ...(data?.continuationToken === undefined ? {} : { token: data.continuationToken }),
    ...(action ? { action } : {}),
  };
}

async function takePartner(
  { clientFor, clientToken, log }: DoorDeps,
  { type, clients }: Workers['partner'][number],
  place: AccountRegion,
): Promise<TakenJob[]> {
  const client = clientFor(place);
  const actionTypeId = { ...type, owner: 'ThirdParty' as const };
  const { jobs = [] } = await ifThere(() =>
    client.send(new PollForThirdPartyJobsCommand({ actionTypeId, maxBatchSize: AT_ONCE })),
  );
  const taken: TakenJob[] = [];
  for (const { clientId, jobId } of jobs) {
    const customer = clients.find(({ id }) => id === clientId);
    if (!jobId || !customer) continue;
    try {
      const job = await acknowledgedPartner(
        client,
        jobId,
        customer.id,
        await clientToken(customer.id),
        place,
        customer.account,
      );
      if (job) taken.push(job);
    } catch (error) {
      if (errorName(error) !== 'InvalidClientTokenException') throw error;
      log.warn('The client token that is configured is not the one agreed on; this job is left alone', {
        clientId: customer.id,
      });
    }
  }
  return taken;
}

async function acknowledgedPartner(
  client: CodePipelineClient,
  jobId: string,
  clientId: string,
  clientToken: string,
  place: AccountRegion,
  account: AccountRegion['account'],
): Promise<TakenJob | undefined> {
  const found = await unlessTaken(() => client.send(new GetThirdPartyJobDetailsCommand({ jobId, clientToken })));
  const { data, nonce } = found?.jobDetails ?? {};
  if (!nonce) return undefined;
  const claimed = await unlessTaken(() =>
    client.send(new AcknowledgeThirdPartyJobCommand({ jobId, nonce, clientToken })),
  );
  if (claimed?.status !== 'InProgress') return undefined;
  const configuration = data?.actionConfiguration?.configuration ?? {};
  const { pipelineContext: context } = data ?? {};
  // A partner is not told the execution; who wants its card to know the question names it in the action.
  const execution = configuration[EXECUTION_PROPERTY] ?? context?.action?.actionExecutionId;
  const action = toJobAction(context, { account, region: place.region }, execution);
  return {
    ...place,
    door: 'partner',
    id: jobId,
    clientId,
    configuration,
    ...(data?.continuationToken === undefined ? {} : { token: data.continuationToken }),
    ...(action ? { action } : {}),
  };
}

const EXECUTION_PROPERTY = 'Execution';
const TAKEN: readonly string[] = [
  'InvalidNonceException',
  'JobNotFoundException',
  'InvalidJobException',
  'InvalidJobStateException',
];

/** An action type that nobody has registered there (yet) has no work. */
async function ifThere<T extends { jobs?: unknown }>(poll: () => Promise<T>): Promise<Pick<T, 'jobs'>> {
  try {
    return await poll();
  } catch (error) {
    if (errorName(error) === 'ActionTypeNotFoundException') return {};
    throw error;
  }
}

/** @returns undefined when somebody else has the job, or it has ended */
async function unlessTaken<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (TAKEN.includes(errorName(error))) return undefined;
    throw error;
  }
}
