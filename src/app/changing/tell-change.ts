import { isPerson, type Outcome } from '../../domain/operation.ts';
import { tellPrivately } from '../tell-privately.ts';
import type { ChangeDeps } from './change-deps.ts';
import type { ChangeOperation } from './judge-and-change.ts';
import { showDraft } from './show-draft.ts';

/** Tells how a deed on a draft ended: what was accepted where all can see it who have a say, and everything to who asked. */
export async function tellChange(deps: ChangeDeps, operation: ChangeOperation, outcome: Outcome): Promise<void> {
  const { deed, actor, origin, operationId } = operation;
  // What was refused may have been drawn before somebody decided it.
  await showDraft(deps, deed.target);
  const decision = outcome.kind === 'performed' ? (await deps.drafts.get(deed.target))?.decision : undefined;
  if (decision?.outcome?.kind !== 'done' || !isPerson(actor)) return tellPrivately(deps, operation, outcome);
  await deps.answers.answer(
    { user: actor.userId, origin, operationId },
    { kind: 'changed', deed, made: decision.outcome },
  );
}
