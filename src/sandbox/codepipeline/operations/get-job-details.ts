import { jobNamed, presentJob } from './jobs.ts';
import { operation } from './operation.ts';

/** Of custom actions and of Lambda's. */
export const getJobDetails = operation<{ jobId: string }>('GetJobDetails', ({ draft }, { jobId }) => ({
  jobDetails: presentJob(draft, jobNamed(draft, jobId, 'own')),
}));
