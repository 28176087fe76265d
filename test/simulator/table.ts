/** How many cases of a cell hold. */
export interface Tally {
  readonly row: string;
  readonly column: string;
  readonly holds: boolean;
}

/** A row for each story, a column for each fault, `ok/total` in each cell, and the share of all that hold. */
export function table(tallies: readonly Tally[], columns: readonly string[]): string {
  const rows = [...new Set(tallies.map(({ row }) => row))];
  const lines = [
    ['', ...columns, 'all'],
    ...rows.map((row) => [row, ...columns.map((one) => cell(row, one)), cell(row)]),
  ];
  const last = ['all', ...columns.map((column) => cell(undefined, column)), cell()];
  const widths = columns.map((_, index) => index).concat(columns.length, columns.length + 1);
  const width = (index: number) => Math.max(...[...lines, last].map((line) => line[index]?.length ?? 0));
  const print = (line: readonly string[]) =>
    widths
      .map((index) => (index === 0 ? (line[0] ?? '').padEnd(width(0)) : (line[index] ?? '').padStart(width(index))))
      .join('  ');
  const good = tallies.filter(({ holds }) => holds).length;
  return [...lines, last]
    .map(print)
    .concat('', `${share(good, tallies.length)} of ${tallies.length} hold`)
    .join('\n');

  function cell(row?: string, column?: string): string {
    const here = tallies.filter((one) => (row ?? one.row) === one.row && (column ?? one.column) === one.column);
    return here.length === 0 ? '·' : `${here.filter(({ holds }) => holds).length}/${here.length}`;
  }
}

/** Rounded down, so that 100 % is all of them. */
function share(good: number, total: number): string {
  return `${Math.floor((good / Math.max(1, total)) * 10_000) / 100} %`;
}
