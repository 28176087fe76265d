import { acknowledge, jobNamed } from './jobs.ts';
import { operation } from './operation.ts';

export const acknowledgeThirdPartyJob = operation<{ jobId: string; nonce: string; clientToken: string }>(
  'AcknowledgeThirdPartyJob',
  ({ draft }, { jobId, nonce, clientToken }) =>
    acknowledge(draft, jobNamed(draft, jobId, 'partner', clientToken), nonce),
);
