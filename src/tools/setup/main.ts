import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Policy } from '../../domain/policy.ts';
import { parsePolicy } from '../../policy/parse-policy.ts';
import { readPolicyYaml } from '../../policy/policy-yaml.ts';
import { VERSION } from '../../version.ts';
import { findInstallation } from '../stage/find-installation.ts';
import { manifestFor } from '../stage/slack-manifest.ts';
import { PROJECT, parametersOf } from '../stage/stage.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { ensureSigningSecret, ensureToken, NotDone } from './ask-slack-app.ts';
import { runTool } from './run-tool.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { writeStageFile } from './stage-file.ts';
import { createTerminal, InputEnded, type Terminal } from './terminal.ts';

/** The steps in their order. Each looks first whether it is done, so that whatever ends this, the next run goes on from there.
 * @returns the doctor's exit code
 * @throws NotDone */
async function setUp(terminal: Terminal, wanted: Arguments): Promise<number> {
  const { stage, region } = wanted;
  const secrets = createSecrets(region);
  terminal.say(
    `Signalbox ${VERSION}, stage ${stage} in ${region}. Stop whenever you like: the next run goes on from there.`,
  );
  terminal.say('\n1. The policy');
  await lookAtPolicy(terminal);
  terminal.say('\n2. The Slack app');
  const app = await ensureToken(terminal, secrets, wanted);
  await ensureSigningSecret(terminal, secrets, stage);
  terminal.say('\n3. The operation key');
  await ensureOperationKey(terminal, secrets, stage);
  terminal.say('\n4. The stage’s settings');
  const isNew = await writeStageFile(wanted, app);
  terminal.say(`✓ infra/stages/${stage}.json says which app it is${isNew ? '' : ', as before'}.`);
  terminal.say('\n5. Deployment');
  await deploy(terminal, wanted);
  terminal.say('\n6. Where Slack sends its requests');
  await showManifest(terminal, wanted);
  terminal.say('\n7. Is it well?');
  return runTool('doctor.mjs', '--stage', stage, '--region', region);
}

async function lookAtPolicy(terminal: Terminal): Promise<void> {
  const file = 'infra/policy.yml';
  const { rules, routes } = readPolicy(await readFile(join(PROJECT, file), 'utf8'), file);
  if (rules.length > 0 && routes.length > 0) {
    terminal.say(`✓ ${file} has ${rules.length} rules and ${routes.length} routes.`);
    return;
  }
  terminal.say(
    `! ${file} has ${rules.length} rules and ${routes.length} routes: without a rule nobody may do anything, without a`,
  );
  terminal.say(
    '  route nothing is shown. The file explains itself; what is deployed is what stands there at that moment.',
  );
  if (!(await terminal.confirm('Go on with it as it is?', 'yes'))) throw new NotDone(`${file} waits for you.`);
}

function readPolicy(text: string, file: string): Policy {
  try {
    return parsePolicy(JSON.stringify(readPolicyYaml(text, file)));
  } catch (error) {
    throw new NotDone(error instanceof Error ? error.message : String(error));
  }
}

/** Never replaced: what is on its way was sealed with it. How it is rotated, infra/README.md says. */
async function ensureOperationKey(terminal: Terminal, secrets: Secrets, stage: string): Promise<void> {
  const { operationKey } = parametersOf(stage);
  const isStored = (await secrets.read(operationKey)) !== undefined;
  if (!isStored) await secrets.store(operationKey, randomBytes(32).toString('hex'), false);
  terminal.say(`✓ An operation key ${isStored ? 'is stored' : 'was made and stored; nobody has seen it'}.`);
}

async function deploy(terminal: Terminal, { stage, skipDeploy }: Arguments): Promise<void> {
  const command = `npm run deploy -- --stage ${stage}`;
  if (skipDeploy) return terminal.say(`  Skipped, as you asked for. By hand: ${command}`);
  if (!(await terminal.confirm('Deploy now? It takes some minutes.', 'yes')))
    throw new NotDone(`Deploy with \`${command}\`, then run this again.`);
  const built = await runTool('build.mjs', 'functions');
  const code = built === 0 ? await runTool('deploy.mjs', '--stage', stage) : built;
  if (code !== 0) throw new NotDone('The deployment failed; what it said stands above. Everything before it is done.');
  terminal.say('✓ Deployed.');
}

async function showManifest(terminal: Terminal, { stage, region }: Arguments): Promise<void> {
  const installation = await findInstallation(new CloudFormationClient({ region }), stage);
  if (!installation)
    throw new NotDone(`There is no stack signalbox-${stage} in ${region} yet: deploy it, then run this again.`);
  terminal.say(
    '  Under “App Manifest” of the app at https://api.slack.com/apps, put this in place of what stands there:\n',
  );
  terminal.say(await manifestFor(installation.url));
  await terminal.ask('Press Enter when Slack has it, and the bot is invited into the routed channels.');
}

const terminal = createTerminal(process.stdin, process.stdout);
try {
  process.exitCode = await setUp(terminal, await readArguments(process.argv.slice(2)));
} catch (error) {
  const isBegun = error instanceof NotDone || error instanceof InputEnded;
  const why =
    error instanceof InputEnded ? 'Nobody answers any more.' : error instanceof Error ? error.message : String(error);
  console.error(isBegun ? `\n${why}\nWhat is done is kept; run this again to go on.` : `\n${why}\nUsage: ${USAGE}`);
  process.exitCode = isBegun ? 1 : 2;
} finally {
  terminal.close();
}
