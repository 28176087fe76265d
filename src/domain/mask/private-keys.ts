/** A whole key, from its first line to its last; one whose end is out of sight reaches to the end of what is in sight. */
const WHOLE = /-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----[\s\S]*?(?:-----END \1-----|$)/g;
const LAST_LINE = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
/** A line of a key, with whatever stamp stands before it. */
const KEY_LINE = /[A-Za-z0-9+/=]{16,}[ \t\r]*$/;

/** Masks private keys, also one of which only the beginning or only the end is in sight. */
export function maskPrivateKeys(text: string, masked: string): string {
  const withoutWhole = text.replace(WHOLE, masked);
  return LAST_LINE.test(withoutWhole) ? withoutEnds(withoutWhole.split('\n'), masked).join('\n') : withoutWhole;
}

function withoutEnds(lines: readonly string[], masked: string): string[] {
  const kept: string[] = [];
  for (const line of lines) {
    const last = LAST_LINE.exec(line);
    if (!last) {
      kept.push(line);
      continue;
    }
    while (KEY_LINE.test(kept.at(-1) ?? '')) kept.pop();
    kept.push(masked + line.slice(last.index + last[0].length));
  }
  return kept;
}
