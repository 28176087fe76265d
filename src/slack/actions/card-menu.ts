import { CARD_MENU, CARD_OPTIONS } from '../views/card.ts';
import { disableModal } from '../views/modals/disable.ts';
import type { ActionListener } from './listener.ts';
import { loadActions } from './load-actions.ts';
import { notOurs, openedFrom, withReference } from './with-reference.ts';

export const cardMenu: ActionListener = {
  actionId: CARD_MENU,
  options: Object.values(CARD_OPTIONS),
  react(clicked) {
    switch (clicked.option) {
      case CARD_OPTIONS.console:
        return { kind: 'nothing' };
      case CARD_OPTIONS.disable:
        return withReference(clicked.blockId, (reference) =>
          reference.stage === undefined
            ? notOurs('incomplete')
            : { kind: 'open', view: disableModal(openedFrom(clicked, clicked.blockId, reference)) },
        );
      case CARD_OPTIONS.more:
        return withReference(clicked.blockId, loadActions);
      default:
        return notOurs('unknown_action');
    }
  },
};
