// What the sandbox and the tests run on: everything built, and the template that would be deployed, in dist/sandbox/.
// Says nothing when it goes well; what went wrong is on stderr.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from './build/paths.mjs';
import { writeChanged } from './build/write-changed.mjs';

/** @returns {Promise<void>} rejects when the tool fails; then its whole output is shown */
function run(tool, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [at(`src/tools/${tool}`), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (text) => output.push(text));
    child.stderr.on('data', (text) => output.push(text));
    child.on('exit', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new Error(`${tool} ${args.join(' ')} failed`));
    });
  });
}

// Packaging into a folder of its own: two sandboxes may start at once from one checkout.
const folder = await mkdtemp(join(tmpdir(), 'signalbox-package-'));
try {
  await run('build.mjs');
  await run('package.mjs', '--package', folder);
  const template = await readFile(join(folder, 'cloudformation-template-update-stack.json'));
  await writeChanged(at('dist/sandbox/template.json'), template);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
