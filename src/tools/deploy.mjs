// npm run deploy -- --stage prod: into the account of your credentials. Arguments go on to osls, besides infra/stages/<stage>.json.
import { runOsls } from './build/run-osls.mjs';
import { SANDBOX_STAGE, stageOf } from './build/stage-settings.mjs';

const args = process.argv.slice(2);
if (stageOf(args) === SANDBOX_STAGE) {
  console.error(
    `deploy: which stage? "${SANDBOX_STAGE}" is what the sandbox packages, and bears no Slack app. Say: npm run deploy -- --stage prod`,
  );
  process.exitCode = 2;
} else await runOsls('deploy', args, process.env);
