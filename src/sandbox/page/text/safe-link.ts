const ALLOWED = new Set(['http:', 'https:', 'mailto:']);

/** The address a link may lead to: http, https or mailto, written absolutely.
 * @returns null for everything else; the caller then draws plain text */
export function toSafeLink(address: string): string | null {
  // Only the explicit spelling: `new URL` alone would repair "https:x" and skip control characters.
  if (!/^(?:https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu.test(address)) return null;
  try {
    const url = new URL(address);
    return ALLOWED.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
