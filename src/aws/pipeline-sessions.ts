import type { PipelineSession, Sessions } from '../app/codepipeline-ports.ts';
import type { Log } from '../app/ports.ts';
import type { Served } from '../domain/served.ts';
import type { AccountClients } from './account-clients.ts';
import { createPipelineReads } from './codepipeline-reads.ts';
import { createPipelineWrites } from './codepipeline-writes.ts';
import { type ClientToken, createJobCalls } from './job-calls.ts';
import { createSessions } from './sessions.ts';

/** Opens the account of a deed under the name of the person. */
export function createPipelineSessions(
  served: Served,
  clients: AccountClients,
  log: Log,
  clientToken: ClientToken,
): Sessions<PipelineSession> {
  return createSessions(served, clients, log, (name) => ({
    reads: createPipelineReads(clients.as('read', name), served, log),
    writes: createPipelineWrites(clients.as('operate', name)),
    calls: createJobCalls(clients.as('jobs', name), clientToken),
  }));
}
