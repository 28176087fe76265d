import { toPipelineRef } from '../reference.ts';
import { CARD_MENU, CARD_OPTIONS } from '../views/card.ts';
import { disableModal } from '../views/modals/disable.ts';
import type { ActionListener } from './listener.ts';
import { loadActions } from './load-actions.ts';
import { stageForm } from './stage-forms.ts';
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
      case CARD_OPTIONS.start:
        return withReference(clicked.blockId, (reference) => ({
          kind: 'form',
          wish: { form: 'start', target: toPipelineRef(reference) },
        }));
      case CARD_OPTIONS.rollback:
        return withReference(clicked.blockId, (reference) => stageForm('rollback', reference));
      default:
        return notOurs('unknown_action');
    }
  },
};
