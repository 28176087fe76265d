/** One thing that was looked at. What is not well says what to do next. */
export type Finding = {
  /** what was looked at, in a word or two: `Scopes` */
  readonly about: string;
  /** a sentence that a person reads, in a terminal as in Slack; it names no secret, no role and no address */
  readonly says: string;
} & ({ readonly verdict: 'ok' } | { readonly verdict: 'warning' | 'failed'; readonly next: string });

export type FindingVerdict = Finding['verdict'];

/** How an installation is, as its own functions see it. */
export interface CheckReport {
  /** semantic version of what is deployed */
  readonly version: string;
  /** ISO */
  readonly at: string;
  readonly findings: readonly Finding[];
}

export const ok = (about: string, says: string): Finding => ({ about, verdict: 'ok', says });
export const warning = (about: string, says: string, next: string): Finding => ({
  about,
  verdict: 'warning',
  says,
  next,
});
export const failed = (about: string, says: string, next: string): Finding => ({
  about,
  verdict: 'failed',
  says,
  next,
});

const GRAVITY: readonly FindingVerdict[] = ['failed', 'warning', 'ok'];

/** What matters most first; among equals as they were found. */
export function byGravity(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => GRAVITY.indexOf(a.verdict) - GRAVITY.indexOf(b.verdict));
}

/** `12 ok, 1 warning, 2 failed` */
export function countsOf(findings: readonly Finding[]): string {
  const count = (wanted: FindingVerdict) => findings.filter(({ verdict }) => verdict === wanted).length;
  const warnings = count('warning');
  return `${count('ok')} ok, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${count('failed')} failed`;
}
