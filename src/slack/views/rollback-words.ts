import type { RollbackOption } from '../../app/rollback-choice.ts';
import type { ChangeSince, PastRevision } from '../../domain/change-since.ts';
import { shortId } from '../../domain/ids.ts';
import { oneLine } from '../foreign-text.ts';
import { bold, foreign, join, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { shortRevision } from './provenance.ts';

const REVISIONS_SHOWN = 4;

/** `4b1e07c2 · Sat 12:00 · 71aa0d2 “Fix the cart total”`, and under it what going back to it would undo. */
export function targetLines(option: RollbackOption): Mrkdwn {
  const { executionId, startedAt, revisions } = option.execution;
  const head = join(
    [
      bold(name(shortId(executionId), 60)),
      startedAt === undefined ? undefined : slackDate(startedAt, 'day'),
      ...revisions.slice(0, REVISIONS_SHOWN).map(revisionWords),
    ],
    ' · ',
  );
  return md`${head}\n${effectWords(option)}`;
}

/** `undoes 3f2c91e “Faster search”, 88d10b4 “New cart”` */
export function effectWords({ undoes, restores }: RollbackOption): Mrkdwn {
  if (restores.revisions.length > 0) return md`brings back ${listed(restores)}`;
  if (undoes.revisions.length > 0) return md`undoes ${listed(undoes)}`;
  return undoes.whole ? md`undoes no change of a source` : md`what it undoes is further back than is known`;
}

/** For an option of a list, which holds plain text only. */
export function targetText({ execution: { executionId, revisions } }: RollbackOption): string {
  const [first] = revisions;
  const what = first ? ` · ${shortRevision(first.revisionId)} ${oneLine(first.message ?? '')}`.trimEnd() : '';
  return `${shortId(executionId)}${what}`;
}

export function effectText({ undoes, restores }: RollbackOption): string {
  const [verb, { revisions, whole }] = restores.revisions.length > 0 ? ['brings back', restores] : ['undoes', undoes];
  const count = `${revisions.length}${whole ? '' : ' or more'}`;
  return revisions.length === 0 && whole
    ? 'undoes no change of a source'
    : `${verb} ${count} ${revisions.length === 1 && whole ? 'change' : 'changes'}`;
}

function listed({ revisions, whole }: ChangeSince): Mrkdwn {
  const told = revisions.slice(0, REVISIONS_SHOWN).map(revisionWords);
  const left = revisions.length - told.length;
  const more = left > 0 ? md`${left} more` : undefined;
  return join([...told, more, whole ? undefined : md`and perhaps more`], ', ');
}

function revisionWords({ revisionId, message }: PastRevision): Mrkdwn {
  const id = foreign(shortRevision(revisionId), 40);
  const first = message?.trim().split('\n', 1)[0] ?? '';
  return first === '' ? id : md`${id} “${foreign(first, 80)}”`;
}
