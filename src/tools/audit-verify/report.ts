import type { Comparison, Finding } from '../../domain/audit-compare.ts';

const TOLD = 100;

const WORDS = {
  only_in_log: 'missing in the table',
  only_in_table: 'missing in the log',
  differs: 'not the same',
} as const;

/** What was found, in lines to read.
 * @param strange lines on either side that are no audit records */
export function report(
  { same, fresh, copies, findings }: Comparison,
  strange: { log: number; table: number },
): string[] {
  return [
    `${count(same, 'line')} the same in the table and in the log.`,
    ...(copies > 0 ? [`${count(copies, 'line')} in the log once more, by a second delivery.`] : []),
    ...(fresh > 0 ? [`${count(fresh, 'line')} too new to be on both sides.`] : []),
    ...(strange.log > 0 ? [`${count(strange.log, 'line')} in the log that nobody of Signalbox wrote.`] : []),
    ...(strange.table > 0 ? [`${count(strange.table, 'item')} in the table that nobody of Signalbox wrote.`] : []),
    ...findings.slice(0, TOLD).map(findingLine),
    ...(findings.length > TOLD ? [`and ${findings.length - TOLD} more.`] : []),
  ];
}

function findingLine(finding: Finding): string {
  const { at, operationId, phase } = finding.line;
  const fields = finding.kind === 'differs' ? `: ${finding.fields.join(', ')}` : '';
  return `  ${at}  ${operationId} ${phase}  ${WORDS[finding.kind]}${fields}`;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun} is` : `${number} ${noun}s are`;
}
