import type { AuditArchive, AuditLog } from '../../src/app/ports.ts';
import type { AuditRecord } from '../../src/domain/audit.ts';
import type { Outcome } from '../../src/domain/operation.ts';

export interface MemoryAudit extends AuditLog, AuditArchive {
  /** in the order in which they were written */
  readonly records: AuditRecord[];
  /** how each operation ended */
  readonly outcomes: Outcome[];
}

/** The audit by the rules of the table: the first record of an operation's phase stands. */
export function createMemoryAudit(): MemoryAudit {
  const records: AuditRecord[] = [];
  const outcomes: Outcome[] = [];
  return {
    records,
    outcomes,
    async record(record) {
      const { operationId, phase } = record;
      const known = records.find((one) => one.operationId === operationId && one.phase === phase);
      if (known) return known;
      records.push(record);
      if (record.outcome) outcomes.push(record.outcome);
      return record;
    },
    async read(since, atMost, wanted) {
      const all = records.filter((record) => record.requestedAt >= since && wanted(record));
      const newest = all.toSorted((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1));
      return { records: newest.slice(0, atMost), more: newest.length > atMost, unreadable: 0 };
    },
  };
}
