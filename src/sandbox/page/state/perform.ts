import { signal } from '@preact/signals';
import type { ControlAnswer } from './control-api.ts';
import { explainAnswer } from './explain-answer.ts';
import { notify } from './notices.ts';

/** Deeds that were sent and not yet answered, by the key of the control that was pressed. */
export const pending = signal<ReadonlySet<string>>(new Set());

/** Carries out one deed: the pressed control is pending meanwhile, a second press does nothing, a failure becomes a notice.
 * @param deed begins the sentence of the notice: "That command", "The button"
 * @param isTold whether a failure becomes a notice; false where it is told elsewhere */
export async function perform(
  key: string,
  deed: string,
  work: () => Promise<ControlAnswer>,
  isTold: (answer: ControlAnswer) => boolean = () => true,
): Promise<ControlAnswer | null> {
  if (pending.peek().has(key)) return null;
  pending.value = new Set([...pending.peek(), key]);
  try {
    const answer = await work();
    if (!answer.ok && isTold(answer)) notify(explainAnswer(deed, answer));
    return answer;
  } finally {
    const left = new Set(pending.peek());
    left.delete(key);
    pending.value = left;
  }
}
