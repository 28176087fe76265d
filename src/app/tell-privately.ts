import { isPerson, type Operation, type Outcome } from '../domain/operation.ts';
import type { Answers } from './ports.ts';

export interface TellPrivatelyDeps {
  readonly answers: Answers;
}

/** Only to the person who asked. */
export async function tellPrivately(deps: TellPrivatelyDeps, operation: Operation, outcome: Outcome): Promise<void> {
  const { deed, origin, actor, operationId } = operation;
  if (!isPerson(actor)) return;
  const to = { user: actor.userId, origin, operationId };
  switch (outcome.kind) {
    case 'performed':
      return deps.answers.answer(to, {
        kind: 'done',
        deed,
        ...(outcome.execution ? { executionId: outcome.execution.executionId } : {}),
      });
    case 'voted':
      return deps.answers.answer(to, { ...outcome, deed });
    case 'refused':
      return deps.answers.answer(to, { kind: 'refused', deed, refusal: outcome.refusal });
    case 'failed':
      return deps.answers.answer(to, { kind: 'failed', deed, code: outcome.code, advice: outcome.advice });
    case 'unknown':
      return deps.answers.answer(to, { kind: 'unknown', deed });
  }
}
