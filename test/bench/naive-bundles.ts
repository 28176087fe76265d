import { build } from 'esbuild';
import { inProject, packagedStack } from '../support/packaged.ts';

const FOLDER = 'dist/bench/naive';
/** As in src/tools/build/functions.mjs: without it an ES module cannot load what is CommonJS. */
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** The handlers as esbuild bundles them when nobody helps it: the same sources and packages, minified, no alias, no plugin.
 * @returns files by function */
export async function naiveBundles(): Promise<Record<string, string>> {
  const names = packagedStack().functions.map(({ name }) => name);
  await build({
    absWorkingDir: inProject('.'),
    entryPoints: Object.fromEntries(names.map((name) => [name, `src/handlers/${name}.ts`])),
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: BANNER },
    logLevel: 'error',
  });
  return Object.fromEntries(names.map((name) => [name, inProject(`${FOLDER}/${name}.mjs`)]));
}
