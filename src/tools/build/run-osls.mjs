import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { refuseDemoIds } from './demo-ids.mjs';
import { at } from './paths.mjs';
import { withStageSettings } from './stage-settings.mjs';

/**
 * Runs the framework, and ends this process as it ends.
 * @param {'package' | 'deploy'} command
 * @param {string[]} args of whoever typed: `--stage prod`
 * @param {NodeJS.ProcessEnv} env
 */
export async function runOsls(command, args, env) {
  try {
    await refuseDemoIds(args);
    const all = [command, ...(await withStageSettings(args))];
    const osls = createRequire(import.meta.url).resolve('osls/bin/serverless.js');
    const child = spawn(process.execPath, [osls, ...all], { cwd: at('.'), env, stdio: 'inherit' });
    child.on('exit', (code) => {
      process.exitCode = code ?? 1;
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
