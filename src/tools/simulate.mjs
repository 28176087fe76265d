// npm run simulate -- --seeds 1000 [--from N] [--steps N]: the simulator of test/simulator, bundled and run.
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { at } from './build/paths.mjs';

const outfile = at('dist/simulator/main.mjs');
await build({
  entryPoints: [at('test/simulator/main.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  keepNames: true,
  logLevel: 'warning',
});
await import(pathToFileURL(outfile).href);
