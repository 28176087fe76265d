import type { AuditRecord } from '../../src/domain/audit.ts';
import { ChannelId, OperationId, RunKey, TeamId, UserId } from '../../src/domain/ids.ts';
import { at, SHOP } from './builders.ts';

/** Ben approved shop-web, and it was done. */
export function aRecord(more: Partial<AuditRecord> = {}): AuditRecord {
  return {
    v: 1,
    operationId: OperationId('operation-1'),
    phase: 'ended',
    at: at(2),
    requestedAt: at(0),
    actor: { userId: UserId('U0BEN'), teamId: TeamId('T0SIGNALBX'), name: 'Ben Okafor' },
    origin: { surface: 'button', channel: ChannelId('C0DEPLOYS') },
    deed: {
      kind: 'approve',
      target: { ...SHOP, stage: 'Approve', action: 'Go-ahead', run: RunKey('0123456789abcdef') },
      comment: 'checked',
    },
    policy: 'a1b2c3',
    rules: [1],
    revisions: [{ action: 'App', revisionId: '3f2c91e' }],
    shown: { version: 7, digest: 'd1' },
    outcome: { kind: 'performed' },
    ...more,
  };
}

/** That it was asked for. */
export function aRequested(more: Partial<AuditRecord> = {}): AuditRecord {
  const { outcome: _notYet, ...record } = aRecord({ phase: 'requested', at: at(1), ...more });
  return record;
}
