// npm run simulate -- --seeds 1000 [--from N] [--steps N] | --matrix | --crashes: the simulator of test/simulator, bundled and run.
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { at } from './build/paths.mjs';

const outdir = at('dist/simulator');
await build({
  entryPoints: [at('test/simulator/main.ts'), at('test/simulator/worker.ts')],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  keepNames: true,
  logLevel: 'warning',
});
await import(pathToFileURL(`${outdir}/main.mjs`).href);
