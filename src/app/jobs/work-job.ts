import { type JobAction, KEPT_ALIVE_MS } from '../../domain/job.ts';
import { errorWord } from '../error-word.ts';
import type { JobAnswer, JobCalls, TakenJob } from '../job-ports.ts';
import type { Executions, Log } from '../ports.ts';
import { type FunctionRuns, findAction } from './find-action.ts';
import type { JobKind, LookAt, Worked, Written } from './job-kind.ts';
import { type JobToken, parseToken, toToken } from './job-token.ts';
import { readWritten } from './read-written.ts';

export interface WorkDeps {
  readonly calls: JobCalls;
  readonly kinds: readonly JobKind[];
  readonly executions: Pick<Executions, 'park' | 'unpark'>;
  readonly functionRuns: FunctionRuns;
  readonly log: Log;
  now(): number;
}

/** So often something may stand in the way of one piece of work before it is given up. */
const TRIES = 5;

/** Does the work of one job that came through any door: takes it up, looks at it, and tells CodePipeline how it stands.
 *
 * A job is never left hanging: it succeeds, fails, is continued at once when something stood in the way, or is kept with a time at which
 * the sweep continues it.
 * @throws Error when it is not certain that CodePipeline heard: the delivery is then repeated */
export async function workJob(deps: WorkDeps, job: TakenJob): Promise<void> {
  const { own, tries } = parseToken(job.token);
  try {
    const found = await understand(deps, job);
    if ('fault' in found) return settle(deps, job, failure(found.fault));
    const { action, look } = found;
    const worked = await look({ action, ...(own === undefined ? {} : { token: own }) });
    if (worked.kind === 'continue') return await park(deps, job, action, look, worked);
    await settle(deps, job, worked);
    await deps.executions.unpark(action, action.run, job.id);
  } catch (error) {
    await goOnLater(deps, job, { ...(own === undefined ? {} : { own }), tries: tries + 1 }, error);
  }
}

function failure(message: string): Extract<Worked, { kind: 'failure' }> {
  return { kind: 'failure', type: 'ConfigurationError', message };
}

/** What a job is about and what is to be done.
 * @returns the fault for whoever wrote the pipeline */
async function understand(
  deps: WorkDeps,
  job: TakenJob,
): Promise<{ action: JobAction; look: LookAt } | { fault: string }> {
  const written = readWritten(job);
  if ('fault' in written) return written;
  const look = pick(deps.kinds, written.parameters);
  if ('fault' in look) return look;
  const action = job.action ?? (await deps.calls.actionOf(job)) ?? (await findAction(deps, job, written.parameters));
  return 'fault' in action ? action : { action, look };
}

function pick(kinds: readonly JobKind[], written: Written): LookAt | { fault: string } {
  const named = kinds.filter(({ key }) => Object.hasOwn(written, key));
  const [only] = named;
  const keys = kinds.map(({ key }) => key).join(', ');
  if (!only) return { fault: `Parameters: nothing says what to do; one of ${keys} was expected` };
  if (named.length > 1)
    return {
      fault: `Parameters: ${named.map(({ key }) => key).join(' and ')} stand together; one of ${keys} was expected`,
    };
  return only.read(written);
}

async function settle(deps: WorkDeps, job: TakenJob, worked: Exclude<Worked, { kind: 'continue' }>): Promise<void> {
  if (worked.kind === 'success') {
    const answer = await deps.calls.succeed(job, worked.variables, worked.details);
    if (answer.kind !== 'failed') return heard(deps, job, answer);
    const message = `Signalbox could not hand on the result: ${answer.code}`;
    return heard(deps, job, await deps.calls.fail(job, 'SystemUnavailable', message));
  }
  return heard(deps, job, await deps.calls.fail(job, worked.type, worked.message));
}

function heard(deps: WorkDeps, { id, door }: TakenJob, answer: JobAnswer): void {
  if (answer.kind === 'over') deps.log.info('A job had ended before it was answered', { jobId: id, door });
  if (answer.kind === 'failed' || answer.kind === 'unknown')
    throw new Error(
      `It is not certain that CodePipeline heard of a job: ${'code' in answer ? answer.code : 'no answer'}`,
    );
}

/** Keeps the job alive. What it waits for may have come between the look and this, so it is looked at once more. */
async function park(
  deps: WorkDeps,
  job: TakenJob,
  action: JobAction,
  look: LookAt,
  { afterMs, token }: Extract<Worked, { kind: 'continue' }>,
): Promise<void> {
  const { door, id, account, region, clientId } = job;
  const continueAt = deps.now() + Math.min(afterMs, KEPT_ALIVE_MS);
  const live = { door, id, account, region, ...(clientId === undefined ? {} : { clientId }) };
  await deps.executions.park(action, action.run, { ...live, continueAt, token: toToken({ own: token, tries: 0 }) });
  const again = await look({ action, token });
  if (again.kind === 'continue') return;
  await settle(deps, job, again);
  await deps.executions.unpark(action, action.run, id);
}

/** CodePipeline calls again in half a minute, with a job of the same action. */
async function goOnLater(deps: WorkDeps, job: TakenJob, token: JobToken, error: unknown): Promise<void> {
  const cause = errorWord(error);
  deps.log.error('A job could not be worked on', { jobId: job.id, door: job.door, tries: token.tries, cause });
  const answer =
    token.tries < TRIES
      ? await deps.calls.proceed(job, toToken(token), {})
      : await deps.calls.fail(job, 'SystemUnavailable', `Signalbox could not do this work in ${TRIES} tries: ${cause}`);
  heard(deps, job, answer);
}
