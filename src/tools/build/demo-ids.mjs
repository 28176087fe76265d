import { readFile } from 'node:fs/promises';
import { importBundled } from './import-bundled.mjs';
import { at } from './paths.mjs';
import { SANDBOX_STAGE, stageOf } from './stage-settings.mjs';

/**
 * Ids of the sandbox's people, user groups and channels that a policy names.
 * @param {unknown} policy
 * @returns {Promise<string[]>}
 */
export async function demoIdsIn(policy) {
  const { PEOPLE, USER_GROUPS, CHANNELS } = await importBundled(
    'src/sandbox/people.ts',
    'PEOPLE',
    'USER_GROUPS',
    'CHANNELS',
  );
  const words = new Set(JSON.stringify(policy).match(/[A-Z0-9]+/g) ?? []);
  return [...PEOPLE, ...USER_GROUPS, ...CHANNELS].map(({ id }) => id).filter((id) => words.has(id));
}

/**
 * What is packaged for an installation names nobody who exists in the sandbox only: there such an id may be anybody's.
 * @param {string[]} args as osls takes them
 * @throws Error that names the ids
 */
export async function refuseDemoIds(args) {
  const stage = stageOf(args);
  if (stage === SANDBOX_STAGE) return;
  const found = await demoIdsIn(JSON.parse(await readFile(at('dist/policy.json'), 'utf8')));
  if (found.length === 0) return;
  throw new Error(
    `infra/policy.yml names ${found.join(', ')}, which exist in the sandbox only: nothing is packaged for ${stage} until it names your own`,
  );
}
