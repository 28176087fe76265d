import type { Policy } from '../domain/policy.ts';
import { readBuilt } from './read-built.ts';
import type { PolicyFile } from './schema.ts';
import { toPolicy } from './to-policy.ts';

/** Reads the policy when a function starts. What the build found good, and nobody touched since, is not checked again: the check and its
 * words would be loaded at every cold start for nothing. Anything else is checked here.
 * @throws Error that names every problem and where it stands; a policy that cannot be read shows nothing and allows nothing */
export async function loadPolicy(text: string): Promise<Policy> {
  const { file, hash, checked } = readBuilt(text);
  // The build has parsed these very bytes by the schema whose type this is.
  if (checked === hash) return toPolicy(file as PolicyFile, hash);
  const { parsePolicy } = await import('./parse-policy.ts');
  return parsePolicy(text);
}
