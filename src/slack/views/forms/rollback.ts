import type { ModalView } from '@slack/types';
import type { RollbackChoice } from '../../../app/rollback-choice.ts';
import { shortId } from '../../../domain/ids.ts';
import { context, radioInput, section } from '../../blocks.ts';
import type { ModalOrigin } from '../../modal-metadata.ts';
import { bold, md, name } from '../../mrkdwn.ts';
import { toValue } from '../../reference.ts';
import { modal } from '../modals/modal.ts';
import { effectText, targetLines, targetText } from '../rollback-words.ts';
import { ROLLBACK_FORM, ROLLBACK_TO, TITLES } from './ids.ts';

/** It names the execution that the stage saw last: once another has come, it is refused. */
export function rollbackForm({ ref, holder, failed, targets, more }: RollbackChoice, origin: ModalOrigin): ModalView {
  const id = name(shortId(holder), 60);
  const now = failed ? md`Execution ${id} was there last, and was not good.` : md`Execution ${id} is there now.`;
  return modal({
    callbackId: ROLLBACK_FORM,
    title: TITLES.rollback,
    submit: 'Roll back',
    reference: toValue({ ...ref, executionId: holder }) ?? '',
    origin,
    blocks: [
      section(
        md`${bold(name(ref.stage, 300))} of ${bold(name(ref.pipeline))}. ${now}\nThe stage runs again with what the chosen execution had, in a new execution. No other stage changes.`,
      ),
      ...targets.map((target) => section(targetLines(target))),
      ...(more > 0 ? [context(md`and ${more} older ones, which can be typed`)] : []),
      radioInput(
        ROLLBACK_TO,
        'Go back to',
        targets.map((target) => ({
          value: target.execution.executionId,
          text: targetText(target),
          description: effectText(target),
        })),
      ),
    ],
  });
}
