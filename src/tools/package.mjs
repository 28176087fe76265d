// npm run package: what would be deployed, offline. Arguments go on to osls (`--stage prod`), besides infra/stages/<stage>.json.
import { runOsls } from './build/run-osls.mjs';

// Nobody's account and settings have a part in a package: only what finds programs and folders goes on.
const { PATH, HOME, TMPDIR } = process.env;
const env = Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value !== undefined));

await runOsls('package', process.argv.slice(2), {
  ...env,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});
