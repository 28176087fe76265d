import { toModalOrigin } from '../modal-metadata.ts';
import { LOOK_UP_PIPELINE, START_PIPELINE } from '../views/home.ts';
import { lookUpModal, startModal } from '../views/modals/pick-pipeline.ts';
import type { ActionListener } from './listener.ts';

export const startFromHome: ActionListener = {
  actionId: START_PIPELINE,
  react: ({ origin }) => ({ kind: 'open', view: startModal(toModalOrigin(origin)) }),
};

export const lookUpFromHome: ActionListener = {
  actionId: LOOK_UP_PIPELINE,
  react: ({ origin }) => ({ kind: 'open', view: lookUpModal(toModalOrigin(origin)) }),
};
