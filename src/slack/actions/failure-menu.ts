import { FAILURE_MENU, FAILURE_OPTIONS } from '../views/failure.ts';
import type { ActionListener } from './listener.ts';
import { loadActions } from './load-actions.ts';
import { toRetry } from './to-retry.ts';
import { notOurs, withReference } from './with-reference.ts';

export const failureMenu: ActionListener = {
  actionId: FAILURE_MENU,
  options: Object.values(FAILURE_OPTIONS),
  react({ option, blockId }) {
    switch (option) {
      case FAILURE_OPTIONS.log:
      case FAILURE_OPTIONS.console:
        return { kind: 'nothing' };
      case FAILURE_OPTIONS.retryAll:
        return withReference(blockId, (reference) => toRetry(reference, 'ALL_ACTIONS'));
      case FAILURE_OPTIONS.more:
        return withReference(blockId, loadActions);
      default:
        return notOurs('unknown_action');
    }
  },
};
