// npm start: builds, packages, and becomes the sandbox (same process, so signals and flags reach it as they are).
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { at } from './build/paths.mjs';

const prepared = spawnSync(process.execPath, [at('src/tools/prepare.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
if (prepared.status !== 0) process.exit(prepared.status ?? 1);
await import(pathToFileURL(at('dist/sandbox/main.mjs')).href);
