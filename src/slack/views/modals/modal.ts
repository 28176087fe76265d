import type { KnownBlock, ModalView } from '@slack/types';
import { ExecutionId, shortId } from '../../../domain/ids.ts';
import { plainText, section } from '../../blocks.ts';
import { MAX } from '../../limits.ts';
import { type ModalOrigin, toMetadata } from '../../modal-metadata.ts';
import { bold, join, type Mrkdwn, md, name } from '../../mrkdwn.ts';
import { isDigest, type Reference } from '../../reference.ts';

export interface ModalParts {
  readonly callbackId: string;
  readonly title: string;
  readonly submit: string;
  /** what the modal is about, as the button that opened it carried it */
  readonly reference: string;
  readonly origin: ModalOrigin;
  readonly blocks: readonly KnownBlock[];
}

export function modal({ callbackId, title, submit, reference, origin, blocks }: ModalParts): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: toMetadata(reference, origin),
    title: plainText(title, MAX.modalTitle),
    submit: plainText(submit, MAX.modalTitle),
    close: plainText('Cancel', MAX.modalTitle),
    blocks: [...blocks],
  };
}

/** A modal that only says something, in the place of one whose deed could not be asked for. */
export function notice(text: string): ModalView {
  return saying('Not done', [section(md`${text}`)]);
}

/** A modal that asks nothing. */
export function saying(title: string, blocks: readonly KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: 'notice',
    title: plainText(title, MAX.modalTitle),
    close: plainText('Close', MAX.modalTitle),
    blocks: [...blocks],
  };
}

/** `shop-web · Prod/Go-ahead · execution 4b1e07c2`, as far as the reference names it. */
export function targetWords({ pipeline, executionId, stage, action }: Reference): Mrkdwn {
  const place = [stage, action].flatMap((part) => (part === undefined || isDigest(part) ? [] : [name(part, 300)]));
  const execution =
    executionId === undefined ? undefined : md`execution ${name(shortId(ExecutionId(executionId)), 60)}`;
  return join([bold(name(pipeline, 500)), place.length > 0 ? join(place, '/') : undefined, execution], ' · ');
}

/** The stage's name, or words for it where the reference holds only its digest. */
export function stageWords({ stage }: Reference): Mrkdwn {
  return stage === undefined || isDigest(stage) ? md`the next stage` : bold(name(stage, 500));
}
