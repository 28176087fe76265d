import { failJob } from '../machine/job-results.ts';
import { jobInProgress, jobNamed } from './jobs.ts';
import { operation } from './operation.ts';

export interface FailureDetails {
  type: string;
  message: string;
  externalExecutionId?: string;
}

export const putJobFailureResult = operation<{ jobId: string; failureDetails: FailureDetails }>(
  'PutJobFailureResult',
  ({ draft }, { jobId, failureDetails: { type, message, externalExecutionId } }) => {
    const found = jobInProgress(draft, jobNamed(draft, jobId, 'own'));
    if (externalExecutionId !== undefined) found.run.externalId = externalExecutionId;
    failJob(draft, found, { code: type, message });
  },
);
