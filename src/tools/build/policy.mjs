import { readFile } from 'node:fs/promises';
import { importBundled } from './import-bundled.mjs';
import { at } from './paths.mjs';
import { writeChanged } from './write-changed.mjs';

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

async function convert(source, target, { read, write }) {
  const value = read(await readFile(at(source), 'utf8'), source);
  await writeChanged(at(target), write(value));
  return value;
}

/**
 * Checks the policies and questions and writes them as the JSON that the functions read: what ships, with what its accounts mean for the
 * stack, and what the sandbox uses instead, with its demo and without.
 * @throws Error with one line per fault, `file:line path: message`
 */
export async function buildPolicies() {
  // The product's own check, so that what the build accepts is what the functions accept.
  const [{ readPolicyYaml: read, readQuestionsYaml }, { writeBuilt: write }, { stackOfAccounts }] = await Promise.all([
    importBundled('src/policy/policy-yaml.ts', 'readPolicyYaml'),
    importBundled('src/policy/read-built.ts', 'writeBuilt'),
    importBundled('src/policy/stack-of-accounts.ts', 'stackOfAccounts'),
  ]);
  const shipped = await convert('infra/policy.yml', 'dist/policy.json', { read, write });
  const { resources, ...statements } = stackOfAccounts(shipped.accounts ?? []);
  await writeChanged(at('dist/assume-roles.json'), json(statements));
  await writeChanged(at('dist/spokes.json'), json(resources));
  await convert('src/sandbox/demo/policy.yml', 'dist/sandbox/demo-policy.json', { read, write });
  await convert('src/sandbox/open-policy.yml', 'dist/sandbox/open-policy.json', { read, write });
  const asked = { read: readQuestionsYaml, write: json };
  await convert('infra/questions.yml', 'dist/questions.json', asked);
  await convert('src/sandbox/questions.yml', 'dist/sandbox/questions.json', asked);
}
