import type { PipelineReads, PipelineSession, PipelineWrites, Sessions } from '../../src/app/codepipeline-ports.ts';
import type { JobCalls } from '../../src/app/job-ports.ts';
import { AccountId } from '../../src/domain/ids.ts';
import type { PolicyAccount } from '../../src/domain/policy.ts';
import type { Served } from '../../src/domain/served.ts';

/** Nothing but the account that Signalbox runs in. */
export const onlyHome = (account = AccountId('123456789012'), region = 'eu-west-1'): Served => ({
  home: { account, region },
  accounts: [],
});

/** An entry of the policy; its roles are called as the documentation calls them. */
export function anAccount(alias: string, id: string, more: Partial<PolicyAccount> = {}): PolicyAccount {
  return {
    alias,
    id: AccountId(id),
    regions: ['eu-west-1'],
    read: `arn:aws:iam::${id}:role/signalbox-read`,
    operate: `arn:aws:iam::${id}:role/signalbox-operate`,
    ...more,
  };
}

/** The account that Signalbox runs in is open to everybody, under any name; no other is. */
export const openSessions = (
  reads: PipelineReads,
  writes: PipelineWrites,
  calls: JobCalls,
  home = AccountId('123456789012'),
): Sessions<PipelineSession> => ({
  open: async ({ account }) =>
    account === home ? { kind: 'open', session: { reads, writes, calls } } : { kind: 'not_served' },
});
