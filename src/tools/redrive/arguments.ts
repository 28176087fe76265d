import { parseArgs } from 'node:util';
import { checkStage, readStageSettings, regionOf } from '../stage/stage.ts';

export interface Arguments {
  readonly stage: string;
  readonly region: string;
  readonly deed: 'show' | 'again' | 'delete';
}

export const USAGE = 'npm run redrive -- --stage prod [--region eu-west-1] [--again | --delete]';

/** @throws Error that says what is wrong */
export async function readArguments(argv: readonly string[]): Promise<Arguments> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { stage: text, region: text, again: flag, delete: flag },
  });
  if (values.again && values.delete)
    throw new Error('--again or --delete: what is invoked again leaves the queue too.');
  const stage = checkStage(values.stage);
  return {
    stage,
    region: regionOf(values.region, await readStageSettings(stage)),
    deed: values.again ? 'again' : values.delete ? 'delete' : 'show',
  };
}
