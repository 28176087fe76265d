import { JOBS_PER_POLL } from '../choices.ts';
import { ServiceError } from '../service-error.ts';
import type { ActionTypeId } from '../shapes.ts';
import { typeKey } from '../type-shapes.ts';
import { dispatch } from './jobs.ts';
import { operation } from './operation.ts';

/** Work for a partner's job worker: whose it is and which. What to do is told to who can show the customer's secret. */
export const pollForThirdPartyJobs = operation<{ actionTypeId: ActionTypeId; maxBatchSize?: number }>(
  'PollForThirdPartyJobs',
  ({ draft }, { actionTypeId, maxBatchSize = JOBS_PER_POLL }) => {
    const key = typeKey(actionTypeId);
    const partner = draft.types.get(key)?.partner;
    if (!partner || actionTypeId.owner !== 'ThirdParty')
      throw new ServiceError('ActionTypeNotFoundException', `There is no action type ${key} with a job worker`);
    const found = dispatch(draft, actionTypeId, maxBatchSize);
    return { jobs: found.map(({ job }) => ({ clientId: partner.clientId, jobId: job.id })) };
  },
);
