// npm run package: what would be deployed, offline. Arguments go on to osls (`--stage prod --param=slackTeamId=T…`).
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { refuseDemoIds } from './build/demo-ids.mjs';
import { at } from './build/paths.mjs';

try {
  await refuseDemoIds(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const osls = createRequire(import.meta.url).resolve('osls/bin/serverless.js');

// Nobody's account and settings have a part in a package: only what finds programs and folders goes on.
const { PATH, HOME, TMPDIR } = process.env;
const env = Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value !== undefined));

const child = spawn(process.execPath, [osls, 'package', ...process.argv.slice(2)], {
  cwd: at('.'),
  env: {
    ...env,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  },
  stdio: 'inherit',
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
