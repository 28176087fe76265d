import { acknowledge, jobNamed } from './jobs.ts';
import { operation } from './operation.ts';

export const acknowledgeJob = operation<{ jobId: string; nonce: string }>(
  'AcknowledgeJob',
  ({ draft }, { jobId, nonce }) => acknowledge(draft, jobNamed(draft, jobId, 'own'), nonce),
);
