import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { LineCounter, parseDocument } from 'yaml';
import { at } from './paths.mjs';
import { writeChanged } from './write-changed.mjs';

const SOURCE = 'src/policy-file.ts';

/** The product's own check, so that what the build accepts is what the functions accept. */
async function readCheck() {
  const result = await build({
    absWorkingDir: at('.'),
    entryPoints: [SOURCE],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64');
  const { checkPolicy } = await import(`data:text/javascript;base64,${code}`);
  if (typeof checkPolicy !== 'function') throw new Error(`${SOURCE} exports no function "checkPolicy"`);
  return checkPolicy;
}

/** The line of a path in a YAML document: of its nearest ancestor, where the fault is that something is missing. */
function lineOf(document, lines, path) {
  for (let length = path.length; length >= 0; length--) {
    const range = document.getIn(path.slice(0, length), true)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

async function convert(source, target, check) {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(at(source), 'utf8'), { lineCounter: lines });
  const faults = document.errors.map((error) => `${source}:${error.linePos?.[0].line ?? 1} ${error.message}`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const policy = document.toJS();
  const { problems = [] } = check(policy);
  if (problems.length > 0) {
    const said = problems.map(({ path, message }) => `${source}:${lineOf(document, lines, path)} ${message}`);
    throw new Error(said.join('\n'));
  }
  await writeChanged(at(target), `${JSON.stringify(policy, null, 2)}\n`);
}

/**
 * Checks the policies and writes them as the JSON that the functions read: what ships, and what the sandbox uses instead.
 * @throws Error with one line per fault, `file:line path: message`
 */
export async function buildPolicies() {
  const check = await readCheck();
  await convert('infra/policy.yml', 'dist/policy.json', check);
  await convert('src/sandbox/demo/policy.yml', 'dist/sandbox/policy.json', check);
}
