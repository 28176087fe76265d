// npm run bench [-- NAME … --strict --node PATH]: builds, then runs the benches of test/bench; all of them, or those that are named.
import { spawnSync } from 'node:child_process';
import { at } from './build/paths.mjs';
import { runBundled } from './build/run-bundled.mjs';

// Signalbox runs on Node 24; the SDK would warn of the older Node that a developer may have.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const { status } = spawnSync(process.execPath, [at('src/tools/prepare.mjs')], { stdio: 'inherit' });
if (status === 0) await runBundled(['test/bench/main.ts'], 'dist/bench');
else process.exitCode = 1;
