import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AppIds } from '../../app/checks/check-deps.ts';
import { type StageSettings, stageFile } from '../stage/stage.ts';
import type { Arguments } from './arguments.ts';

/** Says in infra/stages/<stage>.json which Slack app it is and where it is deployed, and keeps whatever else stands there. Written as a whole or not at all.
 * @returns whether anything was new */
export async function writeStageFile({ stage, region, settings }: Arguments, app: AppIds): Promise<boolean> {
  const known: StageSettings = {
    region,
    slackTeamId: app.teamId,
    slackAppId: app.appId,
    slackBotId: app.botId,
    slackBotUserId: app.botUserId,
  };
  const isNew = Object.entries(known).some(([name, value]) => settings[name] !== value);
  if (!isNew) return false;
  const file = stageFile(stage);
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.part`;
  await writeFile(unfinished, `${JSON.stringify({ ...settings, ...known }, null, 2)}\n`);
  await rename(unfinished, file);
  return true;
}
