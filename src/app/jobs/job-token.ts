/** What a job is continued with: the work's own token, and how often something stood in its way. */
export interface JobToken {
  readonly own?: string;
  readonly tries: number;
}

export function toToken({ own, tries }: JobToken): string {
  return JSON.stringify({ v: 1, ...(own === undefined ? {} : { own }), tries });
}

/** What is none of ours counts as the first try: the work itself knows how far it came. */
export function parseToken(text: string | undefined): JobToken {
  const token = text === undefined ? undefined : parseJson(text);
  if (typeof token !== 'object' || token === null || !('v' in token) || token.v !== 1) return { tries: 0 };
  const tries = 'tries' in token && typeof token.tries === 'number' ? token.tries : 0;
  return 'own' in token && typeof token.own === 'string' ? { own: token.own, tries } : { tries };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
