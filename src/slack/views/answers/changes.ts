import type { Drawing } from '../../../app/ports.ts';
import type { ChangesView, Comparison, ReadingAnswer } from '../../../app/reading.ts';
import type { BroughtRevision } from '../../../domain/change-since.ts';
import type { Sentence } from '../../../domain/command.ts';
import { shortId } from '../../../domain/ids.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { compareUrl } from '../../compare-links.ts';
import { bold, code, foreign, join, link, type Mrkdwn, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { shortRevision } from '../provenance.ts';
import { paged } from './pages.ts';
import { executionLink, pipelineHead } from './reading-head.ts';

/** What would ship to a stage, newest first. */
export function drawChanges(
  { view, ...about }: Extract<ReadingAnswer, { kind: 'changes' }>,
  sentence: Sentence | undefined,
): Drawing {
  const { stage, next, base, compare } = view;
  const runs = base ? executionLink(about.ref, base.executionId) : undefined;
  const what = name(stage, 200);
  if (!next) {
    const none = md`Nothing is on its way to ${what} of ${pipelineHead(about)}: it runs the newest.`;
    return drawing(md`Nothing is on its way to ${what} of ${name(about.name, 300)}.`, [section(none)]);
  }
  const { execution, revisions, whole } = next;
  const count = revisions.length === 1 ? '1 commit' : `${revisions.length} commits`;
  const head = join(
    [
      md`${pipelineHead(about)} · ${count} would come to ${what} with ${executionLink(about.ref, execution.executionId)}`,
      runs ? md`it runs ${runs}` : md`nothing tells what it runs`,
      ...compare.map((one) => comparison(one, about.ref.region)),
    ],
    ' · ',
  );
  return drawing(
    md`${name(about.name, 300)}: ${count} would come to ${what} with execution ${shortId(execution.executionId)}.`,
    [
      section(head),
      ...paged(
        revisions.map((one) => revisionLine(view, one)),
        sentence,
      ),
      context(whole ? KNOWN : OUT_OF_SIGHT),
    ],
  );
}

const KNOWN = md`the newest commit of each push; CodePipeline tells of no older ones of the same push`;
const OUT_OF_SIGHT = md`${KNOWN}. What came before these is out of sight: there may be more`;

function revisionLine({ next }: ChangesView, { revisionId, message, action, by }: BroughtRevision): Mrkdwn {
  const said = message === undefined ? undefined : md`“${foreign(message.split('\n')[0] ?? '', 200)}”`;
  const earlier = by === next?.execution.executionId ? undefined : md`· came with ${name(shortId(by), 60)}`;
  return join([foreign(shortRevision(revisionId), 80), said, md`· ${name(action, 100)}`, earlier], ' ');
}

function comparison({ source, from, to }: Comparison, region: string): Mrkdwn {
  const label = md`${foreign(shortRevision(from), 40)}…${foreign(shortRevision(to), 40)}`;
  return md`compare ${link(compareUrl(source, from, to, region), label)}`;
}

export function drawNoStage({ typed, stages, name: called }: Extract<ReadingAnswer, { kind: 'no_stage' }>): Drawing {
  const told = join(
    stages.map((stage) => name(stage, 100)),
    ', ',
  );
  const words = md`${bold(name(called, 300))} has no stage called ${code(typed, 100)}. It has ${told}. ${code(`${SLASH_COMMAND} changes ${called} ${stages.at(-1) ?? ''}`)}`;
  return drawing(words, [section(words)]);
}
