import {
  type CodePipelineClient,
  GetJobDetailsCommand,
  PutJobFailureResultCommand,
  PutJobSuccessResultCommand,
  PutThirdPartyJobFailureResultCommand,
  PutThirdPartyJobSuccessResultCommand,
} from '@aws-sdk/client-codepipeline';
import type { JobAnswer, JobCalls, JobDetails } from '../app/job-ports.ts';
import type { JobRef } from '../domain/job.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { errorName, toFailure } from './errors.ts';
import { toJobAction } from './job-action.ts';
import { cutTo } from './limits.ts';

/** The secret that a partner has agreed on with one of its customers.
 * @throws Error when none is configured for this client */
export type ClientToken = (clientId: string) => Promise<string>;

const SUMMARY_MAX = 2_048;
const MESSAGE_MAX = 5_000;

/** What is said of jobs, through whichever door they came. One attempt each: whoever calls knows what a repeat would mean. */
export function createJobCalls(clientFor: ClientFor, clientToken: ClientToken): JobCalls {
  return {
    async actionOf(job) {
      try {
        const { jobDetails } = await clientFor(job).send(new GetJobDetailsCommand({ jobId: job.id }));
        return toJobAction(jobDetails?.data?.pipelineContext, job);
      } catch (error) {
        // A function may not be allowed to ask, and what is not known any more is told by the answer to its result.
        if (toFailure(error).kind === 'unknown') throw error;
        return undefined;
      }
    },
    succeed: (job, variables, details) => succeed(job, { outputVariables: { ...variables } }, details),
    proceed: (job, token, details) => succeed(job, { continuationToken: token }, details),
    fail: (job, type, message) =>
      say(job, async (client, own) => {
        const failureDetails = { type, message: cutTo(message, MESSAGE_MAX) };
        if (own === undefined) await client.send(new PutJobFailureResultCommand({ jobId: job.id, failureDetails }));
        else
          await client.send(
            new PutThirdPartyJobFailureResultCommand({ jobId: job.id, clientToken: own, failureDetails }),
          );
      }),
  };

  /** A partner's action has no output variables: they are told in the summary instead. */
  function succeed(
    job: JobRef,
    result: { readonly outputVariables?: Record<string, string>; readonly continuationToken?: string },
    details: JobDetails,
  ): Promise<JobAnswer> {
    const { continuationToken } = result;
    const executionDetails = toDetails(details);
    return say(job, async (client, own) => {
      if (own === undefined)
        await client.send(new PutJobSuccessResultCommand({ jobId: job.id, ...result, executionDetails }));
      else
        await client.send(
          new PutThirdPartyJobSuccessResultCommand({
            jobId: job.id,
            clientToken: own,
            executionDetails,
            ...(continuationToken === undefined ? {} : { continuationToken }),
          }),
        );
    });
  }

  async function say(
    job: JobRef,
    call: (client: CodePipelineClient, clientToken: string | undefined) => Promise<void>,
  ): Promise<JobAnswer> {
    try {
      await call(clientFor(job), job.door === 'partner' ? await clientToken(job.clientId ?? '') : undefined);
      return { kind: 'done' };
    } catch (error) {
      if (OVER.includes(errorName(error))) return { kind: 'over' };
      const failure = toFailure(error);
      return failure.kind === 'failed' ? failure : { kind: 'unknown' };
    }
  }
}

const OVER: readonly string[] = ['InvalidJobStateException', 'JobNotFoundException', 'InvalidJobException'];

function toDetails({ summary, externalId, percent }: JobDetails) {
  return {
    ...(summary === undefined ? {} : { summary: cutTo(summary, SUMMARY_MAX) }),
    ...(externalId === undefined ? {} : { externalExecutionId: externalId }),
    ...(percent === undefined ? {} : { percentComplete: percent }),
  };
}
