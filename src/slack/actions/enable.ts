import { ENABLE } from '../views/answers/status.ts';
import { enableModal } from '../views/modals/enable.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, openedFrom, withReference } from './with-reference.ts';

export const enable: ActionListener = {
  actionId: ENABLE,
  react: (clicked) =>
    withReference(clicked.value, (reference) =>
      reference.stage === undefined
        ? notOurs('incomplete')
        : { kind: 'open', view: enableModal(openedFrom(clicked, clicked.value, reference)) },
    ),
};
