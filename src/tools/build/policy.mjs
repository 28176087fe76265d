import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { at } from './paths.mjs';
import { writeChanged } from './write-changed.mjs';

const SOURCE = 'src/policy/policy-yaml.ts';

/** The product's own check, so that what the build accepts is what the functions accept. */
async function readReader() {
  const result = await build({
    absWorkingDir: at('.'),
    entryPoints: [SOURCE],
    bundle: true,
    format: 'esm',
    // For Node, yaml comes as CommonJS, which cannot be bundled into a module that is imported from memory.
    platform: 'browser',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64');
  const { readPolicyYaml } = await import(`data:text/javascript;base64,${code}`);
  if (typeof readPolicyYaml !== 'function') throw new Error(`${SOURCE} exports no function "readPolicyYaml"`);
  return readPolicyYaml;
}

async function convert(source, target, read) {
  const policy = read(await readFile(at(source), 'utf8'), source);
  await writeChanged(at(target), `${JSON.stringify(policy, null, 2)}\n`);
}

/**
 * Checks the policies and writes them as the JSON that the functions read: what ships, and what the sandbox uses instead.
 * @throws Error with one line per fault, `file:line path: message`
 */
export async function buildPolicies() {
  const read = await readReader();
  await convert('infra/policy.yml', 'dist/policy.json', read);
  await convert('src/sandbox/demo/policy.yml', 'dist/sandbox/policy.json', read);
}
