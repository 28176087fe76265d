import { DETAILS_OF_ENDED_PARTNER_JOB } from '../choices.ts';
import { jobHasEnded } from '../machine/jobs.ts';
import { ServiceError } from '../service-error.ts';
import { jobNamed, presentJob } from './jobs.ts';
import { operation } from './operation.ts';

/** The work and the nonce to claim it with. */
export const getThirdPartyJobDetails = operation<{ jobId: string; clientToken: string }>(
  'GetThirdPartyJobDetails',
  ({ draft }, { jobId, clientToken }) => {
    const found = jobNamed(draft, jobId, 'partner', clientToken);
    if (jobHasEnded(found.job)) throw new ServiceError(DETAILS_OF_ENDED_PARTNER_JOB, `Job '${jobId}' has ended`);
    const { id, data } = presentJob(draft, found);
    return { jobDetails: { id, data, nonce: found.job.nonce } };
  },
);
