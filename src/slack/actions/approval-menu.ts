import type { Clicked, Reaction } from '../clicked.ts';
import { type Reference, toApprovalTarget, toBlockId } from '../reference.ts';
import { APPROVAL_MENU, APPROVAL_OPTIONS } from '../views/approval.ts';
import { approveWithCommentModal } from '../views/modals/approve-with-comment.ts';
import { breakGlassModal } from '../views/modals/break-glass.ts';
import { stopModal } from '../views/modals/stop.ts';
import type { ActionListener } from './listener.ts';
import { loadActions } from './load-actions.ts';
import { notOurs, openedFrom, withReference } from './with-reference.ts';

export const approvalMenu: ActionListener = {
  actionId: APPROVAL_MENU,
  options: Object.values(APPROVAL_OPTIONS),
  react(clicked) {
    const [option, attempt = ''] = clicked.option.split(':');
    switch (option) {
      case APPROVAL_OPTIONS.console:
        return { kind: 'nothing' };
      case APPROVAL_OPTIONS.comment:
        return withReference(clicked.blockId, (reference) => withComment(clicked, reference));
      case APPROVAL_OPTIONS.glass:
        return withReference(clicked.blockId, (reference) => pastTheRule(clicked, reference));
      case APPROVAL_OPTIONS.stop:
        return withReference(clicked.blockId, (reference) => stop(clicked, reference, attempt));
      case APPROVAL_OPTIONS.more:
        return withReference(clicked.blockId, loadActions);
      default:
        return notOurs('unknown_action');
    }
  },
};

function withComment(clicked: Clicked, reference: Reference): Reaction {
  return toApprovalTarget(reference)
    ? { kind: 'open', view: approveWithCommentModal(openedFrom(clicked, clicked.blockId, reference)) }
    : notOurs('incomplete');
}

function pastTheRule(clicked: Clicked, reference: Reference): Reaction {
  return toApprovalTarget(reference)
    ? { kind: 'open', view: breakGlassModal(openedFrom(clicked, clicked.blockId, reference)) }
    : notOurs('incomplete');
}

/** The menu is about one run of the approval; stopping is about an attempt of the whole execution, which the option names. */
function stop(clicked: Clicked, { account, region, pipeline, executionId }: Reference, attempt: string): Reaction {
  if (executionId === undefined || !/^a\d{1,6}$/.test(attempt)) return notOurs('incomplete');
  const execution: Reference = { account, region, pipeline, executionId, run: attempt };
  const value = toBlockId(execution);
  return value === undefined
    ? notOurs('incomplete')
    : { kind: 'open', view: stopModal(openedFrom(clicked, value, execution)) };
}
