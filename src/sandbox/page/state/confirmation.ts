import { signal } from '@preact/signals';
import type { Confirm } from '../blocks/element-model.ts';

/** The question that stands in front of everything else, with the way to answer it. */
export const question = signal<{ confirm: Confirm; answer: (yes: boolean) => void } | null>(null);

/** Asks back where the app wants it. Nothing is sent to the app when the answer is no, as in Slack.
 * @returns true at once when there is nothing to ask */
export function confirmed(confirm: Confirm | null): Promise<boolean> {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    question.peek()?.answer(false);
    question.value = {
      confirm,
      answer: (yes) => {
        question.value = null;
        resolve(yes);
      },
    };
  });
}
