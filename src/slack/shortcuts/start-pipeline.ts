import { startModal } from '../views/modals/pick-pipeline.ts';
import type { Shortcut } from './shortcut.ts';

export const startPipeline: Shortcut = {
  callbackId: 'start_pipeline',
  type: 'global',
  react: (origin) => ({ kind: 'open', view: startModal(origin) }),
};
