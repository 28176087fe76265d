import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { findInstallation } from '../stage/find-installation.ts';
import { manifestFor } from '../stage/slack-manifest.ts';
import { checkStage, readStageSettings, regionOf } from '../stage/stage.ts';

const USAGE = 'npm run --silent manifest -- --stage prod [--region eu-west-1], or --url https://…';

/** What is typed wins; else the address of what is deployed. */
async function addressOf(argv: readonly string[]): Promise<string> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...argv], options: { stage: text, region: text, url: text } });
  if (values.url !== undefined) return values.url;
  const stage = checkStage(values.stage);
  const region = regionOf(values.region, await readStageSettings(stage));
  const installation = await findInstallation(new CloudFormationClient({ region }), stage);
  if (!installation)
    throw new Error(`There is no stack signalbox-${stage} in ${region}: deploy it first, or say --url.`);
  return installation.url;
}

try {
  process.stdout.write(await manifestFor(await addressOf(process.argv.slice(2))));
} catch (error) {
  console.error(`There is no manifest: ${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`);
  process.exitCode = 2;
}
