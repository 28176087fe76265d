import { STOP } from '../views/card.ts';
import { stopModal } from '../views/modals/stop.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, openedFrom, withReference } from './with-reference.ts';

export const stop: ActionListener = {
  actionId: STOP,
  react: (clicked) =>
    withReference(clicked.value, (reference) =>
      reference.executionId === undefined || reference.run === undefined
        ? notOurs('incomplete')
        : { kind: 'open', view: stopModal(openedFrom(clicked, clicked.value, reference)) },
    ),
};
