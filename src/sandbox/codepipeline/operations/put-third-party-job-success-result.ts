import { type Success, succeedJob } from '../machine/job-results.ts';
import { jobInProgress, jobNamed } from './jobs.ts';
import { operation } from './operation.ts';

type Input = Omit<Success, 'outputVariables'> & { jobId: string; clientToken: string };

export const putThirdPartyJobSuccessResult = operation<Input>(
  'PutThirdPartyJobSuccessResult',
  ({ draft }, { jobId, clientToken, ...success }) =>
    succeedJob(draft, jobInProgress(draft, jobNamed(draft, jobId, 'partner', clientToken)), success),
);
