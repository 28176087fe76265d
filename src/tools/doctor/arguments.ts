import { parseArgs } from 'node:util';
import { checkStage, readStageSettings, regionOf } from '../stage/stage.ts';

export interface Arguments {
  readonly stage: string;
  readonly region: string;
  readonly json: boolean;
}

export const USAGE = 'npm run doctor -- --stage prod [--region eu-west-1] [--json]';

/** @throws Error that says what is wrong */
export async function readArguments(argv: readonly string[]): Promise<Arguments> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { stage: text, region: text, json: { type: 'boolean', default: false } },
  });
  const stage = checkStage(values.stage);
  return { stage, region: regionOf(values.region, await readStageSettings(stage)), json: values.json };
}
