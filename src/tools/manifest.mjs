// npm run manifest -- --stage prod [--region eu-west-1] | --url https://…: the Slack app's manifest with the function URL filled in.
import { runBundled } from './build/run-bundled.mjs';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

await runBundled(['src/tools/manifest/main.ts'], 'dist/tools/manifest');
