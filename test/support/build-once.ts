import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beginCollecting } from './rights/collect-rights.ts';

/** Builds the bundles, the sandbox and its page, and packages the template: once for all projects of a run.
 * @returns to be called after the tests: puts what the functions did to IAM */
export default function buildOnce(): (() => Promise<void>) | undefined {
  if (process.env.SIGNALBOX_BUILT) return undefined;
  const prepare = fileURLToPath(new URL('../../src/tools/prepare.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [prepare], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('The build failed; nothing was tested');
  process.env.SIGNALBOX_BUILT = '1';
  const used = beginCollecting();
  return async () => {
    const { judgeRights } = await import('./rights/judge-rights.ts');
    const { refused, unused } = await judgeRights(used());
    if (process.env.CI && unused.length > 0) console.log(`Granted, and used by no test:\n  ${unused.join('\n  ')}`);
    if (refused.length > 0)
      throw new Error(`IAM would have refused what the functions did:\n  ${refused.join('\n  ')}`);
  };
}
