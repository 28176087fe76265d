import type { Drawing } from '../../app/ports.ts';
import type { DeedLine } from '../../domain/execution.ts';
import type { Deed } from '../../domain/operation.ts';
import { context } from '../blocks.ts';
import { foreign, type Mrkdwn, md } from '../mrkdwn.ts';
import { didWords, toDoWords } from './deed-words.ts';
import { drawing } from './drawing.ts';
import { CLOSED, MARK, OPENED, RETRIED, ROLLED_BACK, STARTED } from './states.ts';

const MARKS: Readonly<Record<Deed['kind'], string>> = {
  approve: MARK.succeeded,
  reject: MARK.failed,
  answer: MARK.succeeded,
  settle: MARK.succeeded,
  claim: MARK.waiting,
  retry: RETRIED,
  stop: MARK.stopped,
  start: STARTED,
  rollback: ROLLED_BACK,
  override: OPENED,
  revision: STARTED,
  tag: MARK.succeeded,
  untag: MARK.succeeded,
  disable: CLOSED,
  enable: OPENED,
  freeze: CLOSED,
  unfreeze: OPENED,
  change: MARK.succeeded,
  agree: MARK.succeeded,
  object: MARK.failed,
  close_for_freeze: CLOSED,
  open_after_freeze: OPENED,
  subscribe: STARTED,
  unsubscribe: MARK.stopped,
  watch: STARTED,
  unwatch: MARK.stopped,
};

/** One line that tells a deed in public: who did what, and with which words. It never notifies anybody by mention. */
export function drawDeed({ deed, ended, byName, count }: DeedLine): Drawing {
  const who = foreign(byName, 150);
  switch (ended) {
    case 'performed':
      return line(md`${who} ${didWords(deed)}${pastTheRule(deed)}${saying(deed)}`, MARKS[deed.kind]);
    case 'voted': {
      const counted = count === undefined ? md`` : md` (${count.have} of ${count.need})`;
      return line(md`${who} ${didWords(deed)}${pastTheRule(deed)}${counted}${saying(deed)}`, MARKS[deed.kind]);
    }
    case 'failed':
      return line(md`${who} tried to ${toDoWords(deed)}. That did not work, and nothing was changed.`, MARK.failed);
    case 'unknown':
      return line(
        md`${who} tried to ${toDoWords(deed)}. CodePipeline’s answer was lost: it may still happen, and the card will show it.`,
      );
  }
}

/** The mark helps the eye; a lock screen and a screen reader do without. */
function line(words: Mrkdwn, mark?: string): Drawing {
  return drawing(words, [context(mark === undefined ? words : md`${mark} ${words}`)]);
}

/** Nobody should have to know what the word means. */
function pastTheRule(deed: Deed): Mrkdwn {
  return deed.kind === 'approve' && deed.breakGlass !== undefined ? md` past the rule (break-glass)` : md``;
}

/** The words that somebody gave with it. */
function saying(deed: Deed): Mrkdwn {
  const words = wordsOf(deed).trim();
  return words === '' ? md`` : md` · “${foreign(words, 900)}”`;
}

function wordsOf(deed: Deed): string {
  switch (deed.kind) {
    case 'approve':
    case 'reject':
      return deed.breakGlass ?? deed.comment;
    case 'stop':
    case 'disable':
    case 'freeze':
    case 'unfreeze':
    case 'unsubscribe':
      return deed.reason;
    default:
      return '';
  }
}
