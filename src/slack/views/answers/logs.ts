import type { Drawing } from '../../../app/ports.ts';
import type { ReadingAnswer } from '../../../app/reading.ts';
import { section } from '../../blocks.ts';
import { foreign, join, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { runLine } from './execution.ts';
import { executionLink, executionWord, pipelineHead } from './reading-head.ts';

/** What failed last, each action with the way to its log. */
export function drawLogs({ execution, runs, ...about }: Extract<ReadingAnswer, { kind: 'logs' }>): Drawing {
  const head = pipelineHead(about);
  if (!execution) {
    const never = md`has never run.`;
    return drawing(md`${name(about.name, 300)} ${never}`, [section(md`${head} ${never}`)]);
  }
  const of = md`execution ${executionLink(about.ref, execution.executionId)} ${executionWord(execution)}`;
  if (runs.length === 0) {
    return drawing(md`${name(about.name, 300)}: nothing failed, and nothing has a log.`, [
      section(md`${head} · ${of} · nothing failed, and nothing of it has a log`),
    ]);
  }
  const failed = runs.filter(({ status }) => status === 'Failed');
  const told = failed.map(({ stage, action, error }) => {
    const why = error ? md`: ${foreign(error.text ?? error.code ?? '', 200)}` : md``;
    return md`${name(stage, 100)}/${name(action, 100)} failed${why}`;
  });
  const text = failed.length > 0 ? join(told, '. ') : md`nothing failed lately`;
  return drawing(md`${name(about.name, 300)}: ${text}.`, [
    section(md`${head} · ${of}${failed.length > 0 ? md`` : md` · nothing failed lately`}`),
    ...runs.map((run) => section(runLine(run))),
  ]);
}
