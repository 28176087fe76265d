import type { StageRef } from '../domain/form.ts';
import type { Deed } from '../domain/operation.ts';
import type { Structure } from '../domain/progress.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { sha256 } from './digest.ts';

/** `#` and the first 16 hex digits of the SHA-256 of a stage's or an action's name: what a menu carries when the names are too long
 * for the 255 characters of a block_id. */
export function nameDigest(name: string): string {
  return `#${sha256(name).slice(0, 16)}`;
}

export function isDigest(name: string): boolean {
  return /^#[0-9a-f]{16}$/.test(name);
}

/** Puts the real names back. A name that the pipeline no longer has stays a digest, and the deed is refused for it. */
export async function withNames(reads: Pick<PipelineReads, 'structure'>, deed: Deed): Promise<Deed> {
  const { target } = deed;
  const stage = 'stage' in target ? target.stage : '';
  const action = 'action' in target ? target.action : '';
  if (!isDigest(stage) && !isDigest(action)) return deed;
  const structure = await reads.structure(target, undefined);
  const named = { ...target, ...namesIn(structure, stage, action) };
  return { ...deed, target: named } as Deed;
}

/** The same for a form. */
export async function withStageName(reads: Pick<PipelineReads, 'structure'>, ref: StageRef): Promise<StageRef> {
  if (!isDigest(ref.stage)) return ref;
  return { ...ref, ...namesIn(await reads.structure(ref, undefined), ref.stage, '') };
}

function namesIn(structure: Structure | undefined, stage: string, action: string): { stage?: string; action?: string } {
  const found = structure?.stages.find(({ name }) => name === stage || nameDigest(name) === stage);
  const foundAction = found?.actions.find(({ name }) => name === action || nameDigest(name) === action);
  return { ...(found ? { stage: found.name } : {}), ...(foundAction ? { action: foundAction.name } : {}) };
}
