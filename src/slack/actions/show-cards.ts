import { toExecutionRef } from '../reference.ts';
import { SHOW_CARDS } from '../views/flood.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, withReference } from './with-reference.ts';

/** The cards of executions that a digest stands for. */
export const showCards: ActionListener = {
  actionId: SHOW_CARDS,
  react: ({ value }) =>
    withReference(value, (reference) => {
      const of = toExecutionRef(reference);
      return of ? { kind: 'ask', ask: { kind: 'cards', of } } : notOurs('incomplete');
    }),
};
