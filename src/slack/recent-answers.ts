export interface RecentAnswers {
  readonly now: () => number;
  /** counted from the question, so that no answer is older than that */
  readonly maxAgeMs: number;
  /** the oldest go first */
  readonly atMost: number;
}

/** Asks each question once in a while, and once for all who ask it meanwhile. What failed is asked again.
 * @param ask throws when there is no answer */
export function keepRecent<Q extends string, A>(
  { now, maxAgeMs, atMost }: RecentAnswers,
  ask: (question: Q) => Promise<A>,
): (question: Q) => Promise<A> {
  const asked = new Map<Q, { readonly at: number; readonly answer: Promise<A> }>();

  return (question) => {
    const known = asked.get(question);
    if (known && now() - known.at < maxAgeMs) return known.answer;
    const entry = { at: now(), answer: ask(question) };
    asked.delete(question);
    asked.set(question, entry);
    entry.answer.catch(() => {
      if (asked.get(question) === entry) asked.delete(question);
    });
    for (const oldest of asked.keys()) {
      if (asked.size <= atMost) break;
      asked.delete(oldest);
    }
    return entry.answer;
  };
}
