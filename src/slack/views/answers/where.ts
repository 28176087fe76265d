import type { Drawing } from '../../../app/ports.ts';
import type { ReadingAnswer, WhereFound, WhereView } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { context, section } from '../../blocks.ts';
import { code, foreign, join, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { shortRevision } from '../provenance.ts';
import { paged } from './pages.ts';
import { unreadWords } from './pipeline-line.ts';
import { executionLink, executionWord, markOf, pipelineHead } from './reading-head.ts';

/** How far a revision has come, a line for each execution that carries it. */
export function drawWhere(
  { view }: Extract<ReadingAnswer, { kind: 'where' }>,
  sentence: Sentence | undefined,
): Drawing {
  const { revision, found, unread } = view;
  const missing = unreadWords(unread);
  const looked = lookedWords(view);
  const id = code(revision.length > 64 ? `${revision.slice(0, 64)}…` : revision, 80);
  const words =
    found.length === 0
      ? md`No execution carries ${id}.`
      : md`${id} is in ${found.length} ${found.length === 1 ? 'execution' : 'executions'}.`;
  const heard = found.slice(0, 5).map(({ name: called, ...one }) => md` ${name(called, 100)}: ${progressWords(one)}.`);
  return drawing(md`${words}${join(heard, '')}`, [
    section(words),
    ...paged(found.map(foundLine), sentence),
    context(join([looked, missing], ' · ')),
  ]);
}

/** `● shop-web · 4b1e07c2 running · in Staging · good in Source, Build · 3f2c91e “Fix the cart total”` */
function foundLine(found: WhereFound): Mrkdwn {
  const { execution, ref } = found;
  const said = execution.summary === undefined ? undefined : md`“${foreign(execution.summary, 100)}”`;
  const revision = execution.revision === undefined ? undefined : foreign(shortRevision(execution.revision), 40);
  return join(
    [
      md`${markOf(execution)} ${pipelineHead(found)}`,
      executionLink(ref, execution.executionId),
      progressWords(found),
      execution.startedAt === undefined ? undefined : slackDate(execution.startedAt, 'day'),
      said ? join([revision, said], ' ') : revision,
    ],
    ' · ',
  );
}

function progressWords({ execution, place }: Pick<WhereFound, 'execution' | 'place'>): Mrkdwn {
  const { at, good } = place;
  const stage = at && name(at.stage, 150);
  const where = stage === undefined ? md`` : at?.how === 'before' ? md`, waiting before ${stage}` : md` in ${stage}`;
  const passed =
    good.length === 0
      ? md`good in no stage yet`
      : md`good in ${join(
          good.map((one) => name(one, 100)),
          ', ',
        )}`;
  return md`${executionWord(execution)}${execution.status === 'Succeeded' ? md`` : where}, ${passed}`;
}

function lookedWords({ pipelines, executionsEach, left }: WhereView): Mrkdwn {
  const more = left > 0 ? md`; ${left} more pipelines were not looked at` : md``;
  return md`looked through the newest ${executionsEach} executions of ${pipelines} ${pipelines === 1 ? 'pipeline' : 'pipelines'}${more}`;
}
