import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Policy } from '../../domain/policy.ts';
import { loadPolicy } from '../../policy/load-policy.ts';

/** What every function that keeps messages reads of its environment. */
export const MESSAGE_SETTINGS = [
  'TABLE_NAME',
  'EVENT_BUS_NAME',
  'SLACK_TEAM_ID',
  'SLACK_BOT_ID',
  'SLACK_API_URL',
  'POLICY_FILE',
  'AWS_REGION',
] as const;

/** The policy ships beside the bundles. Read at start, so that a function that cannot read it does nothing at all and says why.
 * @throws Error that Lambda writes into the log */
export async function readPolicy(file: string): Promise<Policy> {
  return loadPolicy(textOf(file));
}

/** A file that ships beside the bundles.
 * @throws Error that Lambda writes into the log */
export function textOf(file: string): string {
  try {
    return readFileSync(resolve(process.env.LAMBDA_TASK_ROOT ?? '.', file), 'utf8');
  } catch (cause) {
    throw new Error(`The file ${file} cannot be read, so this function does nothing`, { cause });
  }
}
