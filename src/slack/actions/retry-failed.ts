import { RETRY } from '../views/failure.ts';
import type { ActionListener } from './listener.ts';
import { toRetry } from './to-retry.ts';
import { withReference } from './with-reference.ts';

export const retryFailed: ActionListener = {
  actionId: RETRY,
  react: ({ value }) => withReference(value, (reference) => toRetry(reference, 'FAILED_ACTIONS')),
};
