import type { PipelineSessions } from '../app/codepipeline-ports.ts';
import { NoAccessError } from '../app/no-access-error.ts';
import type { Log } from '../app/ports.ts';
import { isServed, type Served } from '../domain/served.ts';
import type { Access, AccountClients } from './account-clients.ts';
import { createPipelineReads } from './codepipeline-reads.ts';
import { createPipelineWrites } from './codepipeline-writes.ts';

const BOTH: readonly Access[] = ['read', 'operate'];

/** Opens the account of a deed with the roles that the policy names for it, under the name of the person. */
export function createPipelineSessions(served: Served, clients: AccountClients, log: Log): PipelineSessions {
  return {
    async open(place, name) {
      if (!isServed(served, place)) return { kind: 'not_served' };
      try {
        await Promise.all(BOTH.map((access) => clients.enter(place, access, name)));
      } catch (error) {
        if (!(error instanceof NoAccessError)) throw error;
        log.error('A role could not be assumed, so nothing was done there', {
          account: place.account,
          cause: error.name,
        });
        return { kind: 'failed', code: error.code, advice: error.advice };
      }
      return {
        kind: 'open',
        reads: createPipelineReads(clients.as('read', name), served, log),
        writes: createPipelineWrites(clients.as('operate', name)),
      };
    },
  };
}
