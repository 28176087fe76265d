import type { Sessions } from '../app/codepipeline-ports.ts';
import type { ChangeSession } from '../app/definition-ports.ts';
import type { Log } from '../app/ports.ts';
import type { Served } from '../domain/served.ts';
import type { AccountClients } from './account-clients.ts';
import { createPipelineReads } from './codepipeline-reads.ts';
import { createDefinitions } from './definitions.ts';
import { createSessions } from './sessions.ts';

/** Opens the account in which somebody changes a pipeline itself, under the name of the person. */
export function createChangeSessions(served: Served, clients: AccountClients, log: Log): Sessions<ChangeSession> {
  return createSessions(served, clients, log, (name) => ({
    reads: createPipelineReads(clients.as('read', name), served, log),
    definitions: createDefinitions(clients.as('read', name), clients.as('operate', name)),
  }));
}
