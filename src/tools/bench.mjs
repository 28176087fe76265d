// npm run bench [-- NAME …]: the benches of test/bench, bundled and run; all of them, or those that are named.
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { at } from './build/paths.mjs';

// Signalbox runs on Node 24; the SDK would warn of the older Node that a developer may have.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const outfile = at('dist/bench/main.mjs');
await build({
  entryPoints: [at('test/bench/main.ts')],
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
