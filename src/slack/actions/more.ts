import { MORE } from '../views/more.ts';
import type { ActionListener } from './listener.ts';
import { loadActions } from './load-actions.ts';
import { withReference } from './with-reference.ts';

export const more: ActionListener = {
  actionId: MORE,
  react: ({ value }) => withReference(value, loadActions),
};
