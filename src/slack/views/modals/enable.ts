import type { ModalView } from '@slack/types';
import { section } from '../../blocks.ts';
import { bold, md, name } from '../../mrkdwn.ts';
import { modal, stageWords } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';

export const ENABLE_MODAL = 'transition:enable';

export function enableModal({ reference, value, origin }: OpenedFrom): ModalView {
  const what = md`Open the way to ${stageWords(reference)} in ${bold(name(reference.pipeline))}?`;
  return modal({
    callbackId: ENABLE_MODAL,
    title: 'Open the way',
    submit: 'Open',
    reference: value,
    origin,
    blocks: [section(md`${what}\nAn execution that waits in front of it goes in at once.`)],
  });
}
