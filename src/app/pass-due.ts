import type { PaceStore, World } from './ports.ts';

/** What a sweep does now and then only, and in which bucket of the store of paces it is noted: one pass, whoever makes it. */
export const PASSES = { catalogue: 'catalogue pass', subscriptions: 'subscriptions pass' } as const;

export const PASS_EVERY_MS = 15 * 60_000;

/** Is it time for a pass, and is it ours to make? Asking takes it. */
export async function passDue(
  { pace, now }: { readonly pace: PaceStore } & Pick<World, 'now'>,
  pass: keyof typeof PASSES,
): Promise<boolean> {
  const bucket = PASSES[pass];
  const seen = await pace.get(bucket);
  if ((seen?.paidUntil ?? 0) > now()) return false;
  return pace.put(bucket, { paidUntil: now() + PASS_EVERY_MS }, seen);
}
