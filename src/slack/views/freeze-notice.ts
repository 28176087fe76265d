import type { Drawing } from '../../app/ports.ts';
import type { FreezeNotice } from '../../domain/freeze-notice.ts';
import { ExecutionId, shortId } from '../../domain/ids.ts';
import { context, section } from '../blocks.ts';
import { bold, foreign, join, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { drawing } from './drawing.ts';
import { stagesWords } from './freeze-words.ts';
import { CLOSED, OPENED } from './states.ts';

/** What a channel is told of a freeze: one line, and before the end what goes out. */
export function drawFreezeNotice(notice: FreezeNotice): Drawing {
  const mark = notice.what === 'lifted' || notice.what === 'ended' || notice.open ? OPENED : CLOSED;
  const words = headline(notice);
  const more = notice.what === 'ends_soon' ? goesOut(notice) : undefined;
  return drawing(more ? md`${words}. ${more}.` : words, [section(md`${mark} ${words}`), more && context(more)]);
}

function headline(notice: FreezeNotice): Mrkdwn {
  const { what, reason, byName, until = '', executionId = '' } = notice;
  const place = md`${stagesWords(notice.stages)} of ${pipelines(notice)}`;
  const why = reason === '' ? md`` : md`: “${foreign(reason, 300)}”`;
  const by = byName === undefined ? md`` : md`, by ${foreign(byName, 150)}`;
  const one = name(shortId(ExecutionId(executionId)), 60);
  switch (what) {
    case 'began':
      return md`${place} is frozen until ${slackDate(until, 'day')}${by}${why}`;
    case 'ends_soon':
      return md`The freeze of ${place} ends ${slackDate(until, 'day')}${why}`;
    case 'ended':
      return md`The freeze of ${place} has ended${why}`;
    case 'lifted': {
      const who = foreign(byName ?? 'Somebody', 150);
      return executionId === ''
        ? md`${who} lifted the freeze of ${place}${why}`
        : md`${who} let ${one} of ${pipelines(notice)} through the freeze${why}`;
    }
    case 'by_hand':
      return notice.open
        ? md`The way to ${place} was opened by hand during a freeze. Signalbox leaves it as it is`
        : md`The way to ${place} was closed by hand during a freeze. Signalbox will not open it`;
    case 'slipped_in':
      return md`${one} went into ${place} with the execution that was let through the freeze`;
  }
}

function goesOut({ waiting }: FreezeNotice): Mrkdwn {
  if (waiting.length === 0) return md`Nothing waits to go out`;
  const waiters = waiting.map(
    ({ pipeline, stage, executionId }) =>
      md`${name(pipeline, 100)} ${name(shortId(ExecutionId(executionId)), 60)} to ${name(stage, 100)}`,
  );
  return md`Then goes out: ${join(waiters, ', ')}`;
}

function pipelines({ pipelines: told, more }: FreezeNotice): Mrkdwn {
  const names = join(
    told.map((pipeline) => bold(name(pipeline, 100))),
    ', ',
  );
  return more > 0 ? md`${names} and ${more} more` : names;
}
