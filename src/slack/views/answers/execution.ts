import type { ActionRun } from '../../../app/codepipeline-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { shortId } from '../../../domain/ids.ts';
import { section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { bold, code, foreign, join, link, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { shortRevision, startedBy } from '../provenance.ts';
import { durationBetween } from '../strip.ts';
import { paged } from './pages.ts';
import { executionLink, executionWord, markOf, pipelineHead } from './reading-head.ts';

/** All about one execution: what it brought, who started it, and every run of its actions, oldest first. */
export function drawExecution(
  { detail, runs, ...about }: Extract<ReadingAnswer, { kind: 'execution' }>,
  sentence: Sentence | undefined,
): Drawing {
  const { executionId, revisions, variables, rollbackOf, summary, version } = detail;
  const word = executionWord(detail);
  const facts = join(
    [
      md`${markOf(detail)} ${pipelineHead(about)} · execution ${executionLink(about.ref, executionId)} ${word}`,
      startedBy(detail),
      rollbackOf === undefined ? undefined : md`brings back ${name(shortId(rollbackOf), 60)}`,
      md`version ${version} of the pipeline`,
    ],
    ' · ',
  );
  const brought = revisions.map(({ name: artifact, revisionId, message }) => {
    const said = message === undefined ? undefined : md`“${foreign(message, 200)}”`;
    return join([foreign(shortRevision(revisionId), 80), said, md`as ${name(artifact, 100)}`], ' ');
  });
  const given =
    variables.length === 0
      ? undefined
      : md`variables: ${join(
          variables.map((one) => code(one, 100)),
          ', ',
        )}`;
  const lines = [
    ...(summary === undefined ? [] : [foreign(summary, 500)]),
    ...brought,
    ...(given ? [given] : []),
    ...runs.toReversed().map(runLine),
  ];
  return drawing(md`Execution ${shortId(executionId)} of ${name(about.name, 300)}: ${word}.`, [
    section(facts),
    ...paged(lines, sentence, 30),
  ]);
}

/** The action leads to its log or its work. */
export function runLine(run: ActionRun): Mrkdwn {
  const { stage, action, startedAt, updatedAt, status, error } = run;
  const when = startedAt === undefined ? undefined : slackDate(startedAt, 'time');
  const took =
    status !== 'InProgress' && startedAt && updatedAt ? md`took ${durationBetween(startedAt, updatedAt)}` : undefined;
  const why = error && md`${foreign(error.text ?? error.code ?? '', 300)}`;
  const place = link(run.url, md`${name(stage, 150)}/${name(action, 150)}`);
  return join([md`${markOf(run)} ${bold(place)} ${executionWord(run)}`, when, took, why], ' · ');
}

export function drawNoExecution({
  typed,
  looked,
  ...about
}: Extract<ReadingAnswer, { kind: 'no_execution' }>): Drawing {
  const words = md`None of the newest ${looked} executions of ${bold(name(about.name, 300))} begins with ${code(typed, 60)}. ${code(`${SLASH_COMMAND} history ${about.name}`)} lists them.`;
  return drawing(words, [section(words)]);
}
