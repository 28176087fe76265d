/** A line of the audit as it was found, whatever version wrote it. */
export interface FoundLine {
  readonly operationId: string;
  readonly phase: string;
  /** ISO; when it was written */
  readonly at: string;
  readonly record: Readonly<Record<string, unknown>>;
}

export type Finding =
  | { readonly kind: 'only_in_log' | 'only_in_table'; readonly line: FoundLine }
  | { readonly kind: 'differs'; readonly line: FoundLine /** top-level fields, by name */; readonly fields: string[] };

export interface Comparison {
  readonly same: number;
  /** so many lines of the log are further copies: of a delivery that died half way, or of a bus that delivered twice */
  readonly copies: number;
  /** too new to be missed on either side */
  readonly fresh: number;
  /** oldest first */
  readonly findings: readonly Finding[];
}

/** Compares the lines of the audit in the table with their copies in the log.
 * @param freshSince ISO; what was written later may still be on its way */
export function compareAudit(table: readonly FoundLine[], log: readonly FoundLine[], freshSince: string): Comparison {
  const copies = grouped(log);
  const different = copies.size;
  const findings: Finding[] = [];
  let same = 0;
  let fresh = 0;
  const miss = (kind: 'only_in_log' | 'only_in_table', line: FoundLine) => {
    if (line.at > freshSince) fresh += 1;
    else findings.push({ kind, line });
  };
  for (const line of table) {
    const found = copies.get(keyOf(line));
    copies.delete(keyOf(line));
    const fields = found?.map((copy) => differing(line.record, copy.record)) ?? [];
    const [fewest] = fields.toSorted((a, b) => a.length - b.length);
    if (!fewest) miss('only_in_table', line);
    else if (fewest.length === 0) same += 1;
    else findings.push({ kind: 'differs', line, fields: fewest });
  }
  for (const [line] of copies.values()) if (line) miss('only_in_log', line);
  findings.sort((a, b) => (a.line.at < b.line.at ? -1 : 1));
  return { same, fresh, copies: log.length - different, findings };
}

function grouped(lines: readonly FoundLine[]): Map<string, FoundLine[]> {
  const groups = new Map<string, FoundLine[]>();
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line]);
  return groups;
}

const keyOf = ({ operationId, phase }: FoundLine) => `${operationId}|${phase}`;

function differing(a: FoundLine['record'], b: FoundLine['record']): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => canonical(a[name]) !== canonical(b[name])).toSorted();
}

/** The same JSON, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
