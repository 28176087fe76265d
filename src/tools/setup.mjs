// npm run setup -- --stage prod [--region eu-west-1] [--skip-deploy]: from nothing to an installation that the doctor finds well.
// Can be stopped anywhere and run again: each step first looks whether it is done. Exit code 0: done. 1: not yet. 2: it could not begin.
import { runBundled } from './build/run-bundled.mjs';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

await runBundled(['src/tools/setup/main.ts'], 'dist/tools/setup');
