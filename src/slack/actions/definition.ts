import type { ModalView } from '@slack/types';
import { CREATE, EDIT } from '../views/answers/change-offer.ts';
import { DELETE } from '../views/answers/draft.ts';
import { createModal, editModal } from '../views/modals/definition.ts';
import { deleteModal } from '../views/modals/delete-pipeline.ts';
import type { OpenedFrom } from '../views/modals/opened-from.ts';
import type { ActionListener } from './listener.ts';
import { openedFrom, withReference } from './with-reference.ts';

const opens = (actionId: string, view: (from: OpenedFrom) => ModalView): ActionListener => ({
  actionId,
  react: (clicked) =>
    withReference(clicked.value, (reference) => ({
      kind: 'open',
      view: view(openedFrom(clicked, clicked.value, reference)),
    })),
});

export const openEdit = opens(EDIT, editModal);
export const openCreate = opens(CREATE, createModal);
export const openDelete = opens(DELETE, deleteModal);
