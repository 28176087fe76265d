const BEGINS = /^Running command /;
const FAILED = /^Command did not exit successfully |^Phase complete: \w+ State: (?!SUCCEEDED)/;
/** Lines that CodeBuild adds about the same failure. */
const AFTER = 3;

/** The part of a build's log that belongs to the command that failed: what came before it went well, what comes after are the phases that
 * run in any case. The whole log where it is no build's, or where the window shows no such command.
 * @param lines without the stamps before them */
export function failedPart(lines: readonly string[]): { readonly from: number; readonly to: number } {
  const failed = lines.findIndex((line) => FAILED.test(line));
  if (failed === -1) return { from: 0, to: lines.length };
  const before = lines.slice(0, failed).findLastIndex((line) => BEGINS.test(line));
  return { from: before === -1 ? 0 : before, to: Math.min(lines.length, failed + AFTER) };
}
