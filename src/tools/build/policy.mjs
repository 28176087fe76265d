import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { LineCounter, parseDocument } from 'yaml';
import { at } from './paths.mjs';
import { writeChanged } from './write-changed.mjs';

const SCHEMA = 'src/policy-file.ts';

/** The product's own schema, so that what the build accepts is what the functions accept. */
async function readSchema() {
  const result = await build({
    absWorkingDir: at('.'),
    entryPoints: [SCHEMA],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64');
  const { PolicyFile } = await import(`data:text/javascript;base64,${code}`);
  if (typeof PolicyFile?.safeParse !== 'function') throw new Error(`${SCHEMA} exports no zod schema "PolicyFile"`);
  return PolicyFile;
}

/** The line of a path in a YAML document: of its nearest ancestor, where the fault is that something is missing. */
function lineOf(document, lines, path) {
  for (let length = path.length; length >= 0; length--) {
    const range = document.getIn(path.slice(0, length), true)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

/** A key too many is named; everything else is said of its path. */
function toFaults({ code, keys, path, message }) {
  if (code !== 'unrecognized_keys') return [{ path, message: `${path.join('.') || 'policy'}: ${message}` }];
  return keys.map((key) => ({ path: [...path, key], message: `${[...path, key].join('.')}: there is no such key` }));
}

async function convert(source, target, schema) {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(at(source), 'utf8'), { lineCounter: lines });
  const faults = document.errors.map((error) => `${source}:${error.linePos?.[0].line ?? 1} ${error.message}`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const policy = document.toJS();
  const verdict = schema.safeParse(policy);
  if (!verdict.success) {
    const issues = verdict.error.issues.flatMap(toFaults);
    throw new Error(
      issues.map(({ path, message }) => `${source}:${lineOf(document, lines, path)} ${message}`).join('\n'),
    );
  }
  await writeChanged(at(target), `${JSON.stringify(policy, null, 2)}\n`);
}

/**
 * Checks the policies and writes them as the JSON that the functions read: what ships, and what the sandbox uses instead.
 * @throws Error with one line per fault, `file:line path: message`
 */
export async function buildPolicies() {
  const schema = await readSchema();
  await convert('infra/policy.yml', 'dist/policy.json', schema);
  await convert('src/sandbox/demo/policy.yml', 'dist/sandbox/policy.json', schema);
}
