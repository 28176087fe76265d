/** How long CodePipeline waits for an answer when the declaration does not say: seven days. */
const DEFAULT_MINUTES = 7 * 24 * 60;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** Until when an approval can be answered; then CodePipeline fails it.
 * @param startedAt of the run (ISO)
 * @param timeoutMinutes of the declaration
 * @returns ISO; undefined when nobody knows since when it waits */
export function deadlineOf(startedAt: string | undefined, timeoutMinutes = DEFAULT_MINUTES): string | undefined {
  const began = Date.parse(startedAt ?? '');
  return Number.isNaN(began) ? undefined : new Date(began + timeoutMinutes * MINUTE_MS).toISOString();
}

/** An approval that failed because nobody answered it. Events have whole seconds, and CodePipeline may take its time, so what ended in
 * the second of the deadline or later counts as not answered. */
export function ranOut({ endedAt, deadline }: { readonly endedAt?: string; readonly deadline?: string }): boolean {
  if (endedAt === undefined || deadline === undefined) return false;
  return Date.parse(endedAt) >= Math.floor(Date.parse(deadline) / SECOND_MS) * SECOND_MS;
}
