import { describe, expect, it } from 'vitest';
import { toAuditCsv, toCell } from '../../../src/domain/audit-csv.ts';
import { OperationId } from '../../../src/domain/ids.ts';
import { aRecord, aRequested } from '../../support/audit.ts';
import { at } from '../../support/builders.ts';

/** The cells of a line by their columns. Only for texts without commas and quotes. */
function cells(csv: string, line: number): Record<string, string> {
  const [head = [], ...rows] = csv.split('\r\n').map((row) => row.split(','));
  return Object.fromEntries(head.map((name, index) => [name, rows[line]?.[index] ?? '']));
}

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+41 44', "'+41 44"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', '"\'\tx"'],
    ['\rx', '"\'\rx"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ])('that a spreadsheet would take for a formula is a text: %j', (text, cell) => {
    expect(toCell(text)).toBe(cell);
  });

  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a, b', '"a, b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['1=1', '1=1'],
  ])('is quoted where it must be: %j', (text, cell) => {
    expect(toCell(text)).toBe(cell);
  });
});

describe('the audit as a file', () => {
  it('has a line for each record, with who, what, where, when, by which rule, on which revisions and how it ended', () => {
    const csv = toAuditCsv([aRecord(), aRequested()]);

    expect(csv.split('\r\n')).toHaveLength(4);
    expect(cells(csv, 0)).toMatchObject({
      at: at(2),
      phase: 'ended',
      requested_at: at(0),
      operation: 'operation-1',
      user: 'U0BEN',
      name: 'Ben Okafor',
      team: 'T0SIGNALBX',
      surface: 'button',
      channel: 'C0DEPLOYS',
      kind: 'approve',
      account: '123456789012',
      region: 'eu-west-1',
      pipeline: 'shop-web',
      execution: '4b1e07c2-1111-4222-8333-444455556666',
      stage: 'Approve',
      action: 'Go-ahead',
      run: '0123456789abcdef',
      outcome: 'performed',
      rules: '1',
      policy: 'a1b2c3',
      revisions: 'App=3f2c91e',
      shown_version: '7',
      shown_digest: 'd1',
    });
    expect(csv).toContain('"{""comment"":""checked""}"');
    expect(cells(csv, 1)).toMatchObject({ phase: 'requested', outcome: '' });
  });

  it('tells why something was refused or failed', () => {
    const csv = toAuditCsv([
      aRecord({ outcome: { kind: 'refused', refusal: { reason: 'guest' } } }),
      aRecord({ outcome: { kind: 'failed', code: 'LimitExceededException', advice: 'limit' } }),
    ]);

    expect(csv).toMatch(/,refused,guest,/);
    expect(csv).toMatch(/,failed,LimitExceededException,/);
  });

  it('has what was typed and led to nothing, and who read the audit', () => {
    const { deed: _none, ...typed } = aRecord({ words: 'aprove it' });
    const csv = toAuditCsv([typed, { ...typed, read: { since: at(-60), pipeline: 'shop-web' } }]);

    expect(csv).toContain(',aprove it,');
    expect(csv).toContain('audit_read');
  });

  it('names the part of Signalbox that nobody stood behind', () => {
    const csv = toAuditCsv([aRecord({ actor: { service: 'schedule', name: 'Signalbox' } })]);
    expect(cells(csv, 0)).toMatchObject({ user: 'schedule', name: 'Signalbox', team: '' });
  });

  it('is only its head when there is nothing', () => {
    expect(toAuditCsv([])).toMatch(/^at,phase,.*shown_digest\r\n$/);
  });

  it('is safe in a spreadsheet whatever somebody wrote', () => {
    const csv = toAuditCsv([aRecord({ operationId: OperationId('=cmd()'), words: '=cmd|calc' })]);
    expect(csv).toContain("'=cmd()");
    expect(csv).toContain("'=cmd|calc");
  });
});
