import { ExecutionId } from '../../domain/ids.ts';
import { toBlockId } from '../reference.ts';
import { EXECUTION_OPTIONS, STAGE_OPTIONS } from '../views/answers/actions.ts';
import { disableModal } from '../views/modals/disable.ts';
import type { ActionListener } from './listener.ts';
import { loadActions } from './load-actions.ts';
import { notOurs, openedFrom, withReference } from './with-reference.ts';

/** Another execution of the same pipeline: the modal is filled anew with what applies to that one. */
export const chooseExecution: ActionListener = {
  actionId: EXECUTION_OPTIONS,
  react: ({ blockId, option }) =>
    withReference(blockId, (reference) =>
      option === '' ? notOurs('incomplete') : loadActions({ ...reference, executionId: ExecutionId(option) }),
    ),
};

/** The way into a stage, which is closed after a reason is given. */
export const chooseStage: ActionListener = {
  actionId: STAGE_OPTIONS,
  react: (clicked) =>
    withReference(clicked.blockId, (reference) => {
      const stage = { ...reference, stage: clicked.option };
      const value = toBlockId(stage);
      if (clicked.option === '' || value === undefined) return notOurs('incomplete');
      return { kind: 'open', view: disableModal(openedFrom(clicked, value, stage)) };
    }),
};
