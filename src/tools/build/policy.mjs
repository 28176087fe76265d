import { readFile } from 'node:fs/promises';
import { importBundled } from './import-bundled.mjs';
import { at } from './paths.mjs';
import { writeChanged } from './write-changed.mjs';

async function convert(source, target, read) {
  const policy = read(await readFile(at(source), 'utf8'), source);
  await writeChanged(at(target), `${JSON.stringify(policy, null, 2)}\n`);
}

/**
 * Checks the policies and writes them as the JSON that the functions read: what ships, and what the sandbox uses instead, with its demo
 * and without.
 * @throws Error with one line per fault, `file:line path: message`
 */
export async function buildPolicies() {
  // The product's own check, so that what the build accepts is what the functions accept.
  const { readPolicyYaml: read } = await importBundled('src/policy/policy-yaml.ts', 'readPolicyYaml');
  await convert('infra/policy.yml', 'dist/policy.json', read);
  await convert('src/sandbox/demo/policy.yml', 'dist/sandbox/demo-policy.json', read);
  await convert('src/sandbox/open-policy.yml', 'dist/sandbox/open-policy.json', read);
}
