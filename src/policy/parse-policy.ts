import { createHash } from 'node:crypto';
import type { Policy } from '../domain/policy.ts';
import { checkPolicy } from './check-policy.ts';

/** Reads what the build made of `infra/policy.yml`.
 * @throws Error that names every problem and where it stands; a policy that cannot be read shows nothing and allows nothing */
export function parsePolicy(text: string): Policy {
  const value = parseJson(text);
  const checked = checkPolicy(value, hashOf(value));
  if ('policy' in checked) return checked.policy;
  throw new Error(`The policy file is not valid: ${checked.problems.map(({ message }) => message).join('; ')}`);
}

/** The same policy has the same hash, however it is laid out. */
function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = text.trim() === '' ? 'it is empty' : 'it is no JSON, or only a part of it';
    throw new Error(`The policy file is not valid: ${what}; \`npm run build\` writes it anew`, { cause });
  }
}
