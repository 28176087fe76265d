import { isAsWritten } from '../../domain/definition/aws-masks.ts';
import type { Between, DraftDecision, DraftOutcome, StoredDraft } from '../../domain/draft.ts';
import type { Outcome, Refusal } from '../../domain/operation.ts';
import type { DefinitionResult, Definitions } from '../definition-ports.ts';
import type { ChangeDeps } from './change-deps.ts';
import type { DraftCase } from './judge-and-change.ts';
import { versionMoved } from './version-moved.ts';

interface Applying {
  /** an earlier delivery may have told CodePipeline already */
  readonly resumed: boolean;
  readonly byName: string;
  /** why it may not be done any more */
  readonly barred?: Refusal;
}

/** Does what was decided, and notes how that ended. The version tells a later delivery whether it was done already. */
export async function applyDraft(
  deps: ChangeDeps,
  found: DraftCase,
  decision: DraftDecision,
  { resumed, barred }: Applying,
): Promise<Outcome> {
  const { stored, session } = found;
  const target = { ...stored.draft.ref, draft: stored.draft.id };
  const note = (outcome: DraftOutcome | undefined) => deps.drafts.settle(target, decision.operationId, outcome);
  const isDone = resumed && becameTrue(stored, found.current);
  if (!isDone && barred) {
    await note(undefined);
    return { kind: 'refused', refusal: barred };
  }
  const moved = isDone ? undefined : await versionMoved(deps, found);
  if (moved) {
    await note({ kind: 'lost' });
    return { kind: 'refused', refusal: moved };
  }
  const result: DefinitionResult = isDone
    ? { kind: 'done', version: found.current?.version ?? 0 }
    : await checked(stored, session.definitions, await write(stored, session.definitions));
  switch (result.kind) {
    case 'done':
      await note({ kind: 'done', version: result.version, ...(await betweenOf(deps, stored, result.version)) });
      return { kind: 'performed' };
    case 'refused':
      await note({ kind: 'lost' });
      return result;
    case 'failed':
      // Nothing was changed, so somebody may try again.
      await note(undefined);
      return result;
    case 'unknown':
      await note({ kind: 'unknown' });
      return result;
  }
}

/** How the deed that decided ended, for a delivery that only has to tell it. */
export function outcomeOf(outcome: DraftOutcome): Outcome {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'performed' };
    case 'lost':
      return { kind: 'refused', refusal: { reason: 'draft_gone' } };
    case 'unknown':
      return { kind: 'unknown' };
  }
}

function write({ draft, definition }: StoredDraft, definitions: Definitions): Promise<DefinitionResult> {
  if (!definition) return definitions.delete(draft.ref);
  return draft.change === 'create'
    ? definitions.create(draft.ref, definition)
    : definitions.update(draft.ref, definition);
}

/** A lost answer, and "there is such a pipeline already", may be our own deed seen from behind. */
async function checked(
  stored: StoredDraft,
  definitions: Definitions,
  result: DefinitionResult,
): Promise<DefinitionResult> {
  if (result.kind !== 'unknown') return result;
  const current = await definitions.read(stored.draft.ref);
  return becameTrue(stored, current) ? { kind: 'done', version: current?.version ?? 0 } : result;
}

function becameTrue({ draft, definition }: StoredDraft, current: Awaited<ReturnType<Definitions['read']>>): boolean {
  if (!definition) return current === undefined;
  return current?.version === draft.version + 1 && isAsWritten(current.definition, definition);
}

/** A version between the one that was shown and ours is somebody's whom nobody asked: CodePipeline replaces whole definitions. */
async function betweenOf(
  { drafts }: ChangeDeps,
  { draft }: StoredDraft,
  made: number,
): Promise<{ readonly between?: Between }> {
  if (draft.change !== 'edit' || made <= draft.version + 1) return {};
  const version = made - 1;
  const byName = await drafts.madeBy(draft.ref, version);
  return { between: { version, ...(byName === undefined ? {} : { byName }) } };
}
