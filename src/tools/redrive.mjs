// npm run redrive -- --stage prod [--region eu-west-1] [--again | --delete]: what waits in the queue of dead letters, and why.
// Exit code 0: nothing waits (any more). 1: something does. 2: it could not be found out.
import { runBundled } from './build/run-bundled.mjs';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

await runBundled(['src/tools/redrive/main.ts'], 'dist/tools/redrive');
