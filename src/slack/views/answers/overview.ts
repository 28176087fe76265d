import type { Answer, PipelineLine } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { code, join, type Mrkdwn, md } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { summary, withUnread } from './list.ts';
import { paragraphs } from './paragraphs.ts';
import { pipelineLine, severalRegions, unreadWords } from './pipeline-line.ts';

const ROOM = 7_500;
const LINES_SHOWN = 30;

/** Bare `/pipeline`: what waits, what is red, what runs; the healthy ones as a number; one line of help. */
export function drawOverview({ lines, unread }: Extract<Answer, { kind: 'overview' }>): Drawing {
  const help = context(
    md`${code(`${SLASH_COMMAND} status shop-web`)} tells of one pipeline · ${code(`${SLASH_COMMAND} help`)} lists the words`,
  );
  const missing = unreadWords(unread);
  const told = missing && context(missing);
  if (lines.length === 0) {
    const none = md`There are no pipelines here.`;
    return drawing(withUnread(none, missing), [section(none), told, help]);
  }
  const busy = [...inState(lines, 'waiting'), ...inState(lines, 'failed'), ...inState(lines, 'running')];
  const calm = lines.filter((line) => !busy.includes(line));
  const withRegion = severalRegions(lines);
  const shown = busy.slice(0, LINES_SHOWN).map((line) => pipelineLine(line, withRegion));
  const { blocks, left } = paragraphs(shown, ROOM);
  const hidden = left + busy.length - shown.length;
  const healthy = section(
    join(
      [hidden > 0 ? md`and ${hidden} more that wait, failed or run` : undefined, calmWords(calm, busy.length)],
      '\n',
    ),
  );
  const says = hidden > 0 || calm.length > 0 || busy.length === 0;
  return drawing(withUnread(md`${summary(lines)}`, missing), [...blocks, says ? healthy : undefined, told, help]);
}

function inState(lines: readonly PipelineLine[], state: PipelineLine['state']): PipelineLine[] {
  return lines.filter((line) => line.state === state);
}

function calmWords(calm: readonly PipelineLine[], busy: number): Mrkdwn | undefined {
  if (calm.length === 0) return undefined;
  const pipelines = calm.length === 1 ? 'pipeline' : 'pipelines';
  return busy === 0
    ? md`Nothing waits, is red or runs: ${calm.length} ${pipelines} at rest.`
    : md`${calm.length} other ${pipelines} at rest.`;
}
