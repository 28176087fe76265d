import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import type { ClientFor } from '../../aws/codepipeline-reads.ts';
import { REQUEST_LIMITS } from '../../aws/request-limits.ts';

/** One client per region, kept. Reads may be tried again by the client; writes never (`maxAttempts: 1`). */
export function createClients(maxAttempts: number): ClientFor {
  const clients = new Map<string, CodePipelineClient>();
  return (region) => {
    const known =
      clients.get(region) ?? new CodePipelineClient({ region, maxAttempts, requestHandler: REQUEST_LIMITS });
    clients.set(region, known);
    return known;
  };
}
