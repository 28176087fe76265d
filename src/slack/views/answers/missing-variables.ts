import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { actions, button, section } from '../../blocks.ts';
import { md } from '../../mrkdwn.ts';
import { toStartValue } from '../../start-value.ts';
import { drawing } from '../drawing.ts';
import { refusalWords } from '../problem.ts';

/** Opens the form of a start. */
export const START = 'start:form';

/** What was typed goes along into the form, as long as a button can hold it. */
export function drawMissingVariables({ ref, missing, given }: Extract<Answer, { kind: 'missing_variables' }>): Drawing {
  const value = toStartValue({ target: ref, given });
  const why = refusalWords({ reason: 'missing_variables', names: missing });
  const words = value === undefined ? md`${why} What you typed is too long to go along into the form.` : why;
  return drawing(words, [
    section(words),
    ...actions(
      button({
        actionId: START,
        text: 'Fill in…',
        value: value ?? toStartValue({ target: ref }),
        label: `Fill in what ${ref.pipeline} needs to start`,
        style: 'primary',
      }),
    ),
  ]);
}
