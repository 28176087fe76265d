import { failJob } from '../machine/job-results.ts';
import { jobInProgress, jobNamed } from './jobs.ts';
import { operation } from './operation.ts';
import type { FailureDetails } from './put-job-failure-result.ts';

export const putThirdPartyJobFailureResult = operation<{
  jobId: string;
  clientToken: string;
  failureDetails: FailureDetails;
}>(
  'PutThirdPartyJobFailureResult',
  ({ draft }, { jobId, clientToken, failureDetails: { type, message, externalExecutionId } }) => {
    const found = jobInProgress(draft, jobNamed(draft, jobId, 'partner', clientToken));
    if (externalExecutionId !== undefined) found.run.externalId = externalExecutionId;
    failJob(draft, found, { code: type, message });
  },
);
