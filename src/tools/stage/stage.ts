import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';

/** A tool is bundled to dist/tools/<tool>/ and runs from there. */
export const PROJECT = resolve(import.meta.dirname, '../../..');

/** As serverless.yml has it, where a stage's file says nothing. */
const USUAL_REGION = 'eu-west-1';

const StageFile = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type StageSettings = z.infer<typeof StageFile>;

export const stageFile = (stage: string): string => join(PROJECT, 'infra/stages', `${stage}.json`);

/** What infra/stages/<stage>.json says; nothing when it is not there.
 * @throws Error that names the file when it cannot be used */
export async function readStageSettings(stage: string): Promise<StageSettings> {
  const text = await readFile(stageFile(stage), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return StageFile.parse(JSON.parse(text));
  } catch {
    throw new Error(`infra/stages/${stage}.json is no JSON of plain values.`);
  }
}

/** @throws Error for a word that cannot be the name of a stage */
export function checkStage(stage: string | undefined): string {
  if (!stage) throw new Error('--stage is missing: the one that you deployed, for example --stage prod.');
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(stage)) throw new Error(`“${stage}” is no name of a stage: use a–z, 0–9 and -.`);
  return stage;
}

/** Where the stage is deployed: what is typed wins over its file. */
export function regionOf(typed: string | undefined, { region }: StageSettings): string {
  return typed ?? (typeof region === 'string' ? region : USUAL_REGION);
}

/** The SecureString parameters of a stage, as serverless.yml names them. */
export const parametersOf = (stage: string) => ({
  botToken: `/signalbox/${stage}/slack-bot-token`,
  signingSecret: `/signalbox/${stage}/slack-signing-secret`,
  operationKey: `/signalbox/${stage}/operation-key`,
});
