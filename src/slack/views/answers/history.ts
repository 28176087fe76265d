import type { ExecutionSummary } from '../../../app/codepipeline-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { About, ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { code, foreign, join, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { shortRevision, startedBy } from '../provenance.ts';
import { durationBetween } from '../strip.ts';
import { paged } from './pages.ts';
import { executionLink, executionWord, markOf, pipelineHead } from './reading-head.ts';

/** The newest executions, a line each. */
export function drawHistory(
  { executions, more, ...about }: Extract<ReadingAnswer, { kind: 'history' }>,
  sentence: Sentence | undefined,
): Drawing {
  const count = executions.length;
  if (count === 0) {
    const none = md`${pipelineHead(about)} has never run.`;
    return drawing(md`${name(about.name, 300)} has never run.`, [section(none)]);
  }
  const words = executions
    .slice(0, 10)
    .map((execution) => md`${execution.executionId.slice(0, 8)} ${executionWord(execution)}`);
  return drawing(md`${name(about.name, 300)}, newest first: ${join(words, ', ')}.`, [
    section(
      md`${pipelineHead(about)} · ${more ? md`the newest ` : md``}${count} ${count === 1 ? 'execution' : 'executions'}`,
    ),
    ...paged(
      executions.map((execution) => executionLine(about, execution)),
      sentence,
    ),
    context(
      md`${code(`${SLASH_COMMAND} history ${about.name} ${executions[0]?.executionId.slice(0, 8) ?? ''}`)} tells all about one`,
    ),
  ]);
}

/** `✓ 4b1e07c2 succeeded · Nov 22 at 14:00, took 4 min · 3f2c91e “Fix the cart total” · started by push` */
export function executionLine({ ref }: Pick<About, 'ref'>, execution: ExecutionSummary): Mrkdwn {
  const { executionId, startedAt, updatedAt, revision, summary, stopReason, status } = execution;
  const when = startedAt === undefined ? undefined : slackDate(startedAt, 'day');
  const ended = status !== 'InProgress' && status !== 'Stopping';
  const took = ended && startedAt && updatedAt ? md`took ${durationBetween(startedAt, updatedAt)}` : undefined;
  const said = summary === undefined ? undefined : md`“${foreign(summary, 100)}”`;
  const brings = revision === undefined ? said : join([foreign(shortRevision(revision), 40), said], ' ');
  return join(
    [
      md`${markOf(execution)} ${executionLink(ref, executionId)} ${executionWord(execution)}`,
      when,
      took,
      brings,
      startedBy(execution),
      stopReason === undefined ? undefined : md`“${foreign(stopReason, 100)}”`,
    ],
    ' · ',
  );
}
