import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the bundles, the sandbox and its page, and packages the template: once for all projects of a run. */
export default function buildOnce(): void {
  if (process.env.SIGNALBOX_BUILT) return;
  const prepare = fileURLToPath(new URL('../../src/tools/prepare.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [prepare], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('The build failed; nothing was tested');
  process.env.SIGNALBOX_BUILT = '1';
}
