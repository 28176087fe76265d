/** What may be logged of an error that came from outside: its name, never its text, which may repeat what was sent. */
export function errorWord(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
