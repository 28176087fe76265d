import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../../src/domain/audit.ts';
import { compareAudit, type FoundLine } from '../../../src/domain/audit-compare.ts';
import { OperationId } from '../../../src/domain/ids.ts';
import { aRecord, aRequested } from '../../support/audit.ts';
import { at } from '../../support/builders.ts';

const LATER = at(3_600);

function found(record: AuditRecord): FoundLine {
  const { operationId, phase, at: written } = record;
  return { operationId, phase, at: written, record: JSON.parse(JSON.stringify(record)) };
}

const backwards = ({ record, ...line }: FoundLine): FoundLine => ({
  ...line,
  record: Object.fromEntries(Object.entries(record).toReversed()),
});

describe('table and log copy', () => {
  it('agree when each has every line of the other, in whatever order lines and fields stand', () => {
    const lines = [found(aRequested()), found(aRecord())];

    expect(compareAudit(lines, lines.toReversed().map(backwards), LATER)).toEqual({
      same: 2,
      fresh: 0,
      copies: 0,
      findings: [],
    });
  });

  it('agree when the bus delivered a line twice, or a delivery that died wrote it twice', () => {
    const line = found(aRequested());
    const again = found(aRequested({ at: at(90), actor: { service: 'schedule' } }));

    expect(compareAudit([line], [again, line, line], LATER)).toMatchObject({ same: 1, copies: 2, findings: [] });
  });

  it('do not agree when a line is missing on either side; the oldest is told first', () => {
    const deleted = found(aRequested());
    const lost = found(aRecord({ operationId: OperationId('operation-2'), at: at(5) }));

    expect(compareAudit([lost], [deleted], LATER).findings).toEqual([
      { kind: 'only_in_log', line: deleted },
      { kind: 'only_in_table', line: lost },
    ]);
  });

  it('do not agree when somebody changed a line, and what was changed is named', () => {
    const changed = found(aRecord({ actor: { service: 'schedule' }, outcome: { kind: 'unknown' } }));

    expect(compareAudit([changed], [found(aRecord())], LATER).findings).toEqual([
      { kind: 'differs', line: changed, fields: ['actor', 'outcome'] },
    ]);
  });

  it('do not miss what is so new that it may be on its way', () => {
    const line = found(aRecord());

    expect(compareAudit([line], [], at(1))).toEqual({ same: 0, fresh: 1, copies: 0, findings: [] });
    expect(compareAudit([], [line], at(1))).toMatchObject({ fresh: 1, findings: [] });
  });
});
