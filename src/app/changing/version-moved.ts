import type { Refusal } from '../../domain/operation.ts';
import type { ChangeDeps } from './change-deps.ts';
import type { DraftCase } from './judge-and-change.ts';

/** Somebody has changed, made or deleted the pipeline since the draft was compared with it.
 * @returns undefined while nobody has */
export async function versionMoved(
  { drafts }: ChangeDeps,
  { stored, current }: Pick<DraftCase, 'stored' | 'current'>,
): Promise<Refusal | undefined> {
  const { ref, version: shown } = stored.draft;
  const now = current?.version ?? 0;
  if (now === shown) return undefined;
  if (shown === 0) return { reason: 'name_taken', pipeline: ref.pipeline };
  const byName = await drafts.madeBy(ref, now);
  return { reason: 'version_moved', shown, now, ...(byName === undefined ? {} : { byName }) };
}
