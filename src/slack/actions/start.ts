import { parseStartValue } from '../start-value.ts';
import { START } from '../views/answers/missing-variables.ts';
import type { ActionListener } from './listener.ts';
import { notOurs } from './with-reference.ts';

export const start: ActionListener = {
  actionId: START,
  react({ value }) {
    const wish = parseStartValue(value);
    return wish ? { kind: 'form', wish } : notOurs('not_ours');
  },
};
