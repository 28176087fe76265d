import type { JobCalls } from '../../app/job-ports.ts';
import type { AccountClients } from '../../aws/account-clients.ts';
import { createJobCalls } from '../../aws/job-calls.ts';
import type { PartnerConfig } from './partner-settings.ts';
import { NOBODY } from './pipelines.ts';
import { world } from './runtime.ts';

/** Few installations are a partner: what they need is loaded when the first job of one has to be answered. */
export function partnerTokens(config: PartnerConfig): (clientId: string) => Promise<string> {
  return async (clientId) => {
    const { tokensOf } = await import('./partner-tokens.ts');
    return tokensOf(config, world.now)(clientId);
  };
}

/** In nobody's name, as the schedule works. */
export function wireJobCalls(accounts: AccountClients, config: PartnerConfig): JobCalls {
  return createJobCalls(accounts.as('jobs', NOBODY), partnerTokens(config));
}
