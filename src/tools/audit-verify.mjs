// npm run audit-verify -- --table NAME --log-group NAME [--since 7d]: are the table and the log copy of the audit the same?
// Exit code 0: yes. 1: no, and what differs is listed. 2: it could not be found out.
import { runBundled } from './build/run-bundled.mjs';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

await runBundled(['src/tools/audit-verify/main.ts'], 'dist/tools');
