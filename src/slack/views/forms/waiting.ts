import type { ModalView } from '@slack/types';
import type { FormWish } from '../../../domain/form.ts';
import { section } from '../../blocks.ts';
import { bold, md, name } from '../../mrkdwn.ts';
import { saying } from '../modals/modal.ts';
import { TITLES } from './ids.ts';

/** What stands in a form until its questions come. */
export function emptyForm({ form, target }: FormWish): ModalView {
  return saying(TITLES[form], [section(md`Asking CodePipeline about ${bold(name(target.pipeline))} …`)]);
}

/** What stands in a form that was sent off until the outcome comes. */
export function sentForm(form: FormWish['form']): ModalView {
  return saying(TITLES[form], [
    section(md`Asked for. The outcome comes here, and into the thread of the card; this can be closed.`),
  ]);
}
