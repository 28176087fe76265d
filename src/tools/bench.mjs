// npm run bench [-- NAME …]: the benches of test/bench, bundled and run; all of them, or those that are named.
import { runBundled } from './build/run-bundled.mjs';

// Signalbox runs on Node 24; the SDK would warn of the older Node that a developer may have.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

await runBundled(['test/bench/main.ts'], 'dist/bench');
