import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { at } from './paths.mjs';

/**
 * Bundles TypeScript tools of this project for Node, and runs the first.
 * @param {string[]} sources within the project; those after the first are what it starts itself
 * @param {string} folder within the project, for the bundles
 */
export async function runBundled(sources, folder) {
  await build({
    entryPoints: sources.map((source) => at(source)),
    outdir: at(folder),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    keepNames: true,
    logLevel: 'warning',
  });
  const [first = ''] = sources;
  await import(pathToFileURL(at(`${folder}/${basename(first, '.ts')}.mjs`)).href);
}
