import { createHash } from 'node:crypto';

export interface Built {
  /** what people wrote, as JSON */
  readonly file: unknown;
  /** names this very policy in the audit: the same policy has the same hash, however it is laid out */
  readonly hash: string;
  /** the hash of the policy that the build found good */
  readonly checked?: unknown;
}

/** Takes apart what the build wrote: the policy, with the hash of what it checked.
 * @throws Error when it is no JSON */
export function readBuilt(text: string): Built {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { file: value, hash: hashOf(value) };
  const { checked, ...file } = { checked: undefined, ...value };
  return { file, hash: hashOf(file), checked };
}

/** The text that `readBuilt` reads, of a policy that has been checked. */
export function writeBuilt(file: object): string {
  return `${JSON.stringify({ checked: hashOf(file), ...file }, null, 2)}\n`;
}

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
