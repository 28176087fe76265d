import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from '../stage/stage.ts';

/** Runs another of the tools, which says what it does by itself.
 * @returns its exit code */
export function runTool(tool: string, ...args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(PROJECT, 'src/tools', tool), ...args], {
      cwd: PROJECT,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
