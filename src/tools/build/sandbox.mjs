import { build } from 'esbuild';
import { at } from './paths.mjs';
import { writeAllChanged } from './write-changed.mjs';

/** The sandbox and the bootstrap of its function workers. Never packaged: npm packages stay where npm put them. */
export async function buildSandbox() {
  const result = await build({
    absWorkingDir: at('.'),
    entryPoints: { main: 'src/sandbox/main.ts', worker: 'src/sandbox/aws/functions/worker.ts' },
    outdir: 'dist/sandbox',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    write: false,
    logLevel: 'warning',
  });
  await writeAllChanged(result.outputFiles);
}
