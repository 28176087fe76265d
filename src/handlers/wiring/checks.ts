import type { CheckDeps } from '../../app/checks/check-deps.ts';
import { checkInstallation, leaveReport } from '../../app/checks/check-installation.ts';
import { createCheckStore } from '../../aws/check-store.ts';
import type { CheckReport } from '../../domain/check-report.ts';
import { slackSelf } from '../../slack/slack-self.ts';
import { VERSION } from '../../version.ts';
import type { MessageWiring } from './messages.ts';

/** The doctor inside: looks at the installation with the rights of the function that it runs in. */
export interface Inspector {
  inspect(id: string): Promise<CheckReport>;
  /** The same, for who reads the report from the table. */
  leaveReport(id: string): Promise<void>;
}

export function createInspector(
  { keep, slack, table, served }: MessageWiring,
  others: Pick<CheckDeps, 'sessions' | 'app' | 'touchBus' | 'operationKey'>,
): Inspector {
  const deps: CheckDeps = {
    ...keep,
    ...others,
    served,
    self: () => slackSelf(slack),
    reports: createCheckStore(table),
    version: VERSION,
  };
  return { inspect: (id) => checkInstallation(deps, id), leaveReport: (id) => leaveReport(deps, id) };
}
