import { ACKNOWLEDGE_TWICE_ANSWERS_STATUS, OUTPUT_VARIABLES_BYTES, REDISPATCH_MS } from '../choices.ts';
import { type Draft, editPipeline } from '../machine/draft.ts';
import { jobData } from '../machine/job-data.ts';
import { editJob, type Found, findJob, type Success } from '../machine/job-results.ts';
import { putJob } from '../machine/jobs.ts';
import { ServiceError } from '../service-error.ts';
import type { ActionTypeId, Configuration } from '../shapes.ts';
import type { Job } from '../state.ts';
import { typeKey } from '../type-shapes.ts';

/* What the operations of job workers and of partners share. */

export type Worker = 'own' | 'partner';

const jobNotFound = (id: string) => new ServiceError('JobNotFoundException', `There is no job with id '${id}'`);

/** @param clientToken of partners: proves that the caller is who agreed on it
 * @throws ServiceError JobNotFoundException, InvalidClientTokenException */
export function jobNamed(draft: Draft, id: string, worker: Worker, clientToken?: string): Found {
  const found = findJob(draft, id);
  if (!found || (found.job.worker === 'partner') !== (worker === 'partner')) throw jobNotFound(id);
  const { actionTypeId } = found.job;
  const partner = actionTypeId && draft.types.get(typeKey(actionTypeId))?.partner;
  if (worker === 'partner' && partner?.clientToken !== clientToken)
    throw new ServiceError('InvalidClientTokenException', 'The client token is not valid');
  return found;
}

/** A job in progress, ready to be changed.
 * @throws ServiceError InvalidJobStateException */
export function jobInProgress(draft: Draft, found: Found): Found {
  const { job, run } = found;
  if (job.status !== 'InProgress' || run.status !== 'InProgress')
    throw new ServiceError('InvalidJobStateException', `Job '${job.id}' is not in progress: ${job.status}`);
  return editJob(draft, found);
}

/** @throws ServiceError ValidationException, OutputVariablesSizeExceededException */
export function checkSuccess({ continuationToken, outputVariables = {} }: Success): void {
  const entries = Object.entries(outputVariables);
  if (continuationToken !== undefined && entries.length > 0)
    throw new ServiceError(
      'ValidationException',
      'Output variables cannot be given together with a continuation token',
    );
  const bytes = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (bytes > OUTPUT_VARIABLES_BYTES)
    throw new ServiceError(
      'OutputVariablesSizeExceededException',
      `The output variables have ${bytes} bytes. The maximum is ${OUTPUT_VARIABLES_BYTES}`,
    );
}

/** Claims a job that was handed out: only its newest nonce does.
 * @throws ServiceError InvalidNonceException */
export function acknowledge(draft: Draft, found: Found, nonce: string): { status: Job['status'] } {
  const { job } = found;
  const again = job.status !== 'Dispatched';
  if (job.nonce !== nonce || (again && !ACKNOWLEDGE_TWICE_ANSWERS_STATUS))
    throw new ServiceError('InvalidNonceException', 'The nonce is not valid');
  if (again) return { status: job.status };
  putJob(editPipeline(draft, found.pipeline), { ...job, status: 'InProgress' });
  return { status: 'InProgress' };
}

const isFree = (draft: Draft, { status, dispatchedAt = 0 }: Job): boolean =>
  status === 'Queued' || (status === 'Dispatched' && draft.now - dispatchedAt >= REDISPATCH_MS);

/** Hands out the oldest jobs of an action type, each with a new nonce. */
export function dispatch(
  draft: Draft,
  type: ActionTypeId,
  most: number,
  fits: (configuration: Configuration) => boolean = () => true,
): Found[] {
  const key = typeKey(type);
  const free = [...draft.pipelines.values()].flatMap((pipeline) =>
    [...pipeline.jobs.values()].filter(
      (job) => job.actionTypeId && typeKey(job.actionTypeId) === key && isFree(draft, job),
    ),
  );
  const found = free.flatMap(({ id }) => findJob(draft, id) ?? []).filter(({ run }) => fits(run.configuration ?? {}));
  found.sort((a, b) => a.run.sequence - b.run.sequence);
  return found.slice(0, most).map((one) => {
    const edited = editJob(draft, one);
    const job: Job = { ...edited.job, status: 'Dispatched', nonce: draft.dice.digits(10), dispatchedAt: draft.now };
    putJob(edited.pipeline, job);
    return { ...edited, job };
  });
}

export const presentJob = ({ accountId }: Draft, { pipeline, execution, run, job }: Found) => ({
  id: job.id,
  data: jobData(pipeline, execution, run, job),
  accountId,
});
