import { byGravity, countsOf, type Finding, type FindingVerdict } from '../../domain/check-report.ts';

const MARK: Readonly<Record<FindingVerdict, string>> = { ok: '✓', warning: '!', failed: '✗' };
const WIDTH = 14;

/** Lines to read: what is wrong first, each with the next step. */
export function toLines(findings: readonly Finding[]): string[] {
  return [
    ...byGravity(findings).flatMap((finding) => {
      const { about, verdict, says } = finding;
      const line = `${MARK[verdict]} ${verdict.padEnd(8)} ${about.padEnd(WIDTH)} ${says}`;
      return finding.verdict === 'ok' ? [line] : [line, `${' '.repeat(WIDTH + 12)}→ ${finding.next}`];
    }),
    `${countsOf(findings)}.`,
  ];
}
