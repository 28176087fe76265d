import type { ModalView } from '@slack/types';
import type { OverrideForm } from '../../../app/forms/form.ts';
import { shortId } from '../../../domain/ids.ts';
import { radioInput, section } from '../../blocks.ts';
import type { ModalOrigin } from '../../modal-metadata.ts';
import { bold, md, name } from '../../mrkdwn.ts';
import { toValue } from '../../reference.ts';
import { ruleWords } from '../condition-words.ts';
import { modal } from '../modals/modal.ts';
import { OVERRIDE_FORM, OVERRIDE_WHICH, TITLES } from './ids.ts';

const NAMES = { entry: 'The entry condition', success: 'The success condition' } as const;

export function overrideForm({ ref, executionId, blocks }: OverrideForm, origin: ModalOrigin): ModalView {
  const choices = blocks.map(({ place, run, status }) => ({
    value: `${place}:${run}`,
    text: NAMES[place],
    description: status === 'InProgress' ? 'is still being looked at' : 'failed',
  }));
  return modal({
    callbackId: OVERRIDE_FORM,
    title: TITLES.override,
    submit: 'Override',
    reference: toValue({ ...ref, executionId }) ?? '',
    origin,
    blocks: [
      section(
        md`${bold(name(ref.stage, 300))} of ${bold(name(ref.pipeline))}, execution ${name(shortId(executionId), 60)}\nIt goes on as if the condition had been met, and you count as one of those who made the change.`,
      ),
      ...blocks.map(({ rules }) => section(ruleWords(rules))),
      radioInput(OVERRIDE_WHICH, 'Override', choices, choices[0]?.value),
    ],
  });
}
