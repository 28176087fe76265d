import type { RuleRun } from '../../../app/look-up-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { About, ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { section } from '../../blocks.ts';
import { bold, code, foreign, join, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';
import { executionLink, executionWord, markOf, pipelineHead } from './reading-head.ts';
import { conditionLines } from './show.ts';

/** The conditions of a pipeline, and what their rules said lately. */
export function drawRules(
  { stages, runs, types, ...about }: Extract<ReadingAnswer, { kind: 'rules' }>,
  sentence: Sentence | undefined,
): Drawing {
  const declared = stages.flatMap(({ name: stage, conditions, onFailure }) => [
    bold(name(stage, 150)),
    ...(onFailure === 'RETRY' || onFailure === 'ROLLBACK' ? [md`    when it fails: ${onFailure.toLowerCase()}`] : []),
    ...conditions.flatMap(conditionLines),
  ]);
  const said = runs.map((run) => runLine(about, run));
  const head =
    declared.length === 0
      ? md`has no conditions${
          types.length > 0
            ? md`. Rules that it could have: ${join(
                types.map((type) => code(type, 60)),
                ', ',
              )}`
            : md``
        }`
      : md`conditions, and what their rules said, newest first`;
  return drawing(
    md`${name(about.name, 300)}: ${stages.length} stages have conditions, ${runs.length} answers of rules.`,
    [section(md`${pipelineHead(about)} · ${head}`), ...paged([...declared, ...said], sentence)],
  );
}

function runLine({ ref }: About, run: RuleRun): Mrkdwn {
  const { executionId, stage, rule, provider, summary, error, at } = run;
  return join(
    [
      md`${markOf(run)} ${name(stage, 100)}/${name(rule, 100)} ${executionWord(run)}`,
      name(provider, 60),
      at === undefined ? undefined : slackDate(at, 'day'),
      md`execution ${executionLink(ref, executionId)}`,
      error === undefined && summary === undefined ? undefined : foreign(error ?? summary ?? '', 300),
    ],
    ' · ',
  );
}
