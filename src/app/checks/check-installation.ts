import { type CheckReport, type Finding, failed } from '../../domain/check-report.ts';
import { errorWord } from '../error-word.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkChannels } from './check-channels.ts';
import type { CheckDeps } from './check-deps.ts';
import { checkPolicy } from './check-policy.ts';
import { checkSlackApp } from './check-slack-app.ts';
import { checkBus, checkOperationKey, checkTable } from './check-state.ts';
import { checkUserGroups } from './check-user-groups.ts';

const CHECKS: readonly (readonly [string, (deps: CheckDeps, id: string) => Promise<readonly Finding[]>])[] = [
  ['Table', checkTable],
  ['Bus', checkBus],
  ['Operation key', checkOperationKey],
  ['Slack token', checkSlackApp],
  ['Channels', checkChannels],
  ['User groups', checkUserGroups],
  ['Accounts', checkAccounts],
  ['Policy', checkPolicy],
];

/** Looks at everything that has to be right, with the function's own rights. Nothing is changed, and a check that breaks holds up no
 * other.
 * @param id names what the checks leave in the table */
export async function checkInstallation(deps: CheckDeps, id: string): Promise<CheckReport> {
  const found = await Promise.all(CHECKS.map(([about, look]) => guarded(about, () => look(deps, id))));
  return { version: deps.version, at: new Date(deps.now()).toISOString(), findings: found.flat() };
}

/** The same, for who waits for the report at the table.
 * @throws when it cannot be kept; that it does not come is the answer then */
export async function leaveReport(deps: CheckDeps, id: string): Promise<void> {
  await deps.reports.keep(id, await checkInstallation(deps, id));
}

async function guarded(about: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    const says = `It could not be looked at: ${errorWord(error)}.`;
    return [failed(about, says, 'Ask again; if it stays so, look at the log of operations.')];
  }
}
