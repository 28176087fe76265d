import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** @param module what the process loads before it ends; absent: nothing
 * @returns ms from its start to its end
 * @throws Error with what it said, when it fails */
export function processMs(node: string, module?: string, env: Readonly<Record<string, string>> = {}): number {
  const load = module === undefined ? '' : `await import(${JSON.stringify(pathToFileURL(module).href)});`;
  const began = performance.now();
  const { status, stderr } = spawnSync(node, ['--input-type=module', '-e', `${load} process.exit(0)`], { env });
  const ms = performance.now() - began;
  if (status !== 0) throw new Error(`${module ?? node} cannot be loaded: ${stderr}`);
  return ms;
}

/** @returns `v24.1.0` */
export const versionOf = (node: string): string => spawnSync(node, ['--version']).stdout.toString().trim();
