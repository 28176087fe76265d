/** Those that fit what somebody has typed so far: first the ones that begin so, then the ones that have it anywhere; upper and lower case
 * alike. What was typed may have several parts: `shop prod` fits `shop-web-prod`. Within each sort the order stays. */
export function bestMatches<T>(typed: string, all: readonly T[], nameOf: (one: T) => string, atMost: number): T[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [first = ''] = parts;
  const lower = (one: T) => nameOf(one).toLowerCase();
  const fitting = all.filter((one) => parts.every((part) => lower(one).includes(part)));
  const begins = fitting.filter((one) => lower(one).startsWith(first));
  return [...begins, ...fitting.filter((one) => !begins.includes(one))].slice(0, atMost);
}
