// npm run doctor -- --stage prod [--region eu-west-1] [--json]: is the installation well, and what to do where it is not.
// Exit code 0: nothing failed. 1: something did, and it is named. 2: it could not be found out.
import { runBundled } from './build/run-bundled.mjs';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

await runBundled(['src/tools/doctor/main.ts'], 'dist/tools/doctor');
