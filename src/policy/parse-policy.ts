import type { Policy } from '../domain/policy.ts';
import { checkPolicy } from './check-policy.ts';
import { readBuilt } from './read-built.ts';

/** Checks what the build made of `infra/policy.yml`, whatever the build said of it.
 * @throws Error that names every problem and where it stands; a policy that cannot be read shows nothing and allows nothing */
export function parsePolicy(text: string): Policy {
  const { file, hash } = readBuilt(text);
  const checked = checkPolicy(file, hash);
  if ('policy' in checked) return checked.policy;
  throw new Error(`The policy file is not valid: ${checked.problems.map(({ message }) => message).join('; ')}`);
}
