import { type Success, succeedJob } from '../machine/job-results.ts';
import { checkSuccess, jobInProgress, jobNamed } from './jobs.ts';
import { operation } from './operation.ts';

export const putJobSuccessResult = operation<Success & { jobId: string }>(
  'PutJobSuccessResult',
  ({ draft }, { jobId, ...success }) => {
    checkSuccess(success);
    succeedJob(draft, jobInProgress(draft, jobNamed(draft, jobId, 'own')), success);
  },
);
