import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { AuditRecord } from '../../../domain/audit.ts';
import { isPerson, type Outcome } from '../../../domain/operation.ts';
import { context, section } from '../../blocks.ts';
import { bold, foreign, join, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { didWords, toDoWords } from '../deed-words.ts';
import { drawing } from '../drawing.ts';
import { paragraphs } from './paragraphs.ts';

const ROOM = 7_500;
const LINES_SHOWN = 30;

/** When, who, what, how it ended and by which rule: a line each, newest first. Lines, because Slack draws a table only at the end
 * of a message and not everywhere. */
export function drawAudit(answer: Extract<Answer, { kind: 'audit' }>): Drawing {
  const { records, since, pipeline } = answer;
  const about = pipeline === undefined ? md`everything that you may read` : bold(name(pipeline, 140));
  const count = records.length;
  const what = count === 0 ? 'nothing was asked for' : `${count} ${count === 1 ? 'request' : 'requests'}`;
  const head = md`Audit of ${about} since ${slackDate(since, 'day')}: ${what}.`;
  const shown = paragraphs(records.slice(0, LINES_SHOWN).map(line), ROOM);
  const hidden = count - Math.min(count, LINES_SHOWN) + shown.left;
  return drawing(head, [section(head), ...shown.blocks, context(join(notes(answer, hidden), ' '))]);
}

function notes({ more, unreadable, file }: Extract<Answer, { kind: 'audit' }>, hidden: number): (Mrkdwn | undefined)[] {
  return [
    hidden > 0 ? md`and ${hidden} more.` : undefined,
    file === 'sent' ? md`All of it is in a file in your direct messages.` : undefined,
    file === 'not_sent' ? md`Slack did not take the file; the app needs the scope files:write.` : undefined,
    more ? md`There are older ones: a shorter time brings them all.` : undefined,
    unreadable > 0 ? md`${unreadable} lines were written by another version and are not shown.` : undefined,
    md`Who reads the audit is written down too.`,
  ];
}

function line(record: AuditRecord): Mrkdwn {
  const { actor, requestedAt, rules } = record;
  const who = foreign(actor.name ?? (isPerson(actor) ? actor.userId : 'Signalbox'), 60);
  const by = rules.length === 0 ? undefined : md`${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}`;
  const did = md`${slackDate(requestedAt, 'day')} ${who} ${asked(record)}`;
  return join([did, outcomeWords(record.outcome), by], ' · ');
}

function asked({ deed, words, read, outcome }: AuditRecord): Mrkdwn {
  if (deed) return isDone(outcome) ? didWords(deed) : md`asked to ${toDoWords(deed)}`;
  if (read) return read.pipeline === undefined ? md`read the audit` : md`read the audit of ${name(read.pipeline, 100)}`;
  return words === undefined ? md`asked for something` : md`typed “${foreign(words, 120)}”`;
}

function isDone(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'performed' || outcome?.kind === 'voted';
}

function outcomeWords(outcome: Outcome | undefined): Mrkdwn {
  switch (outcome?.kind) {
    case undefined:
      return md`not ended`;
    case 'performed':
      return md`done`;
    case 'voted':
      return md`counted, ${outcome.have} of ${outcome.need}`;
    case 'refused':
      return md`refused: ${foreign(outcome.refusal.reason.replaceAll('_', ' '), 60)}`;
    case 'failed':
      return md`failed: ${foreign(outcome.code, 60)}`;
    case 'unknown':
      return md`the answer was lost`;
  }
}
