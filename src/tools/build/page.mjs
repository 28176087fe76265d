import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { at } from './paths.mjs';
import { writeAllChanged, writeChanged } from './write-changed.mjs';

/** The workspace page: dist/page/{index.html,main.js,main.css,assets/}. */
export async function buildPage() {
  const result = await build({
    absWorkingDir: at('.'),
    entryPoints: { main: 'src/sandbox/page/main.tsx' },
    outdir: 'dist/page',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Every browser that runs the page reads woff2; the older format would only double the folder.
    loader: { '.woff2': 'file', '.woff': 'empty' },
    assetNames: 'assets/[name]-[hash]',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  await writeAllChanged(result.outputFiles);
  await writeChanged(at('dist/page/index.html'), await readFile(at('src/sandbox/page/index.html')));
}
