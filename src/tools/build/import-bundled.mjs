import { build } from 'esbuild';
import { at } from './paths.mjs';

/**
 * A module of the product, for tools that run before a build.
 * @param {string} source within the project
 * @param {string[]} names that it has to export
 */
export async function importBundled(source, ...names) {
  const result = await build({
    absWorkingDir: at('.'),
    entryPoints: [source],
    bundle: true,
    format: 'esm',
    // For Node, yaml comes as CommonJS, which cannot be bundled into a module that is imported from memory.
    platform: 'browser',
    external: ['node:*'],
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64');
  const module = await import(`data:text/javascript;base64,${code}`);
  const missing = names.filter((name) => module[name] === undefined);
  if (missing.length > 0) throw new Error(`${source} exports no ${missing.join(', ')}`);
  return module;
}
