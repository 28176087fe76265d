import { parseArgs } from 'node:util';
import { readConfig } from '../../config.ts';
import { checkStage, readStageSettings, regionOf, type StageSettings } from '../stage/stage.ts';

export interface Arguments {
  readonly stage: string;
  readonly region: string;
  readonly skipDeploy: boolean;
  readonly settings: StageSettings;
  readonly slackApiUrl: string;
}

export const USAGE = 'npm run setup -- --stage prod [--region eu-west-1] [--skip-deploy]';

/** Packaged for the sandbox, and deployed by nobody. */
const SANDBOX_STAGE = 'dev';

/** @throws Error that says what is wrong */
export async function readArguments(argv: readonly string[]): Promise<Arguments> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { stage: text, region: text, 'skip-deploy': { type: 'boolean', default: false } },
  });
  const stage = checkStage(values.stage);
  const skipDeploy = values['skip-deploy'];
  if (stage === SANDBOX_STAGE && !skipDeploy)
    throw new Error(`The stage “${SANDBOX_STAGE}” is the sandbox’s and is not deployed: choose another name.`);
  const settings = await readStageSettings(stage);
  const { slackApiUrl = 'https://slack.com/api/' } = settings;
  return {
    stage,
    region: regionOf(values.region, settings),
    skipDeploy,
    settings,
    slackApiUrl: checkSlackUrl(String(slackApiUrl), stage),
  };
}

/** A token is sent to Slack and to nobody else, here as in the functions. */
function checkSlackUrl(url: string, stage: string): string {
  try {
    return readConfig({ SLACK_API_URL: url }, ['SLACK_API_URL'], []).SLACK_API_URL;
  } catch {
    throw new Error(`slackApiUrl in infra/stages/${stage}.json is no address of Slack’s.`);
  }
}
