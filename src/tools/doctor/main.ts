import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type Finding, failed } from '../../domain/check-report.ts';
import { findInstallation } from '../stage/find-installation.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { askInside } from './ask-inside.ts';
import { lookFromOutside } from './look-from-outside.ts';
import { toLines } from './report.ts';

async function look({ stage, region }: Arguments): Promise<Finding[]> {
  const installation = await findInstallation(new CloudFormationClient({ region }), stage);
  if (!installation) {
    const says = `There is no stack signalbox-${stage} in ${region}.`;
    return [failed('Stack', says, 'Deploy it with `npm run setup`, or say where it is with --region.')];
  }
  const found = await Promise.all([lookFromOutside(installation, stage, region), askInside(installation, region)]);
  return found.flat();
}

try {
  const wanted = await readArguments(process.argv.slice(2));
  const findings = await look(wanted);
  if (wanted.json) console.log(JSON.stringify({ stage: wanted.stage, region: wanted.region, findings }, null, 2));
  else for (const line of toLines(findings)) console.log(line);
  process.exitCode = findings.some(({ verdict }) => verdict === 'failed') ? 1 : 0;
} catch (error) {
  console.error(
    `It could not be found out: ${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`,
  );
  process.exitCode = 2;
}
