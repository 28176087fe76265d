import { type AccountClients, createAccountClients } from '../../aws/account-clients.ts';
import type { Role } from '../../aws/assume-role.ts';
import { createRoleSessions } from '../../aws/role-sessions.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Served } from '../../domain/served.ts';
import { world } from './runtime.ts';

/** The name under which the functions look when nobody in particular asked. */
export const NOBODY = 'signalbox-schedule';

export function servedBy({ accounts }: Policy, home: AccountId, homeRegion: string): Served {
  return { home: { account: home, region: homeRegion }, accounts };
}

export function wireAccounts(served: Served): AccountClients {
  // Most installations serve the account that they stand in.
  const assume = async (role: Role, name: string) => {
    const { assumeRole } = await import('../../aws/assume-role.ts');
    return assumeRole(role, name, served.home.region, process.env);
  };
  return createAccountClients(served, createRoleSessions(assume, world.now));
}
