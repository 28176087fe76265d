import type { Answer, PipelineLine } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { code, join, type Mrkdwn, md } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paragraphs } from './paragraphs.ts';
import { pipelineLine, severalRegions, unreadWords } from './pipeline-line.ts';

const ROOM = 8_000;
const LINES_SHOWN = 40;

export function drawList({ lines, glob, unread }: Extract<Answer, { kind: 'list' }>): Drawing {
  const missing = unreadWords(unread);
  if (lines.length === 0) return nothing(glob, missing);
  const withRegion = severalRegions(lines);
  const shown = lines.slice(0, LINES_SHOWN).map((line) => pipelineLine(line, withRegion));
  const { blocks, left } = paragraphs(shown, ROOM);
  const hidden = left + lines.length - shown.length;
  const rest = md`and ${hidden} more: ${code(`${SLASH_COMMAND} list shop-*`)} shows only names that fit`;
  return drawing(withUnread(md`${summary(lines)}`, missing), [
    ...blocks,
    hidden > 0 ? context(rest) : undefined,
    missing && context(missing),
  ]);
}

function nothing(glob: string | undefined, missing: Mrkdwn | undefined): Drawing {
  const words = glob === undefined ? md`There are no pipelines here.` : md`No pipeline’s name fits ${code(glob, 200)}.`;
  return drawing(withUnread(words, missing), [section(words), missing && context(missing)]);
}

/** Who only hears the notification hears of it too. */
export function withUnread(words: Mrkdwn, missing: Mrkdwn | undefined): Mrkdwn {
  return join([words, missing], ' ');
}

/** `12 pipelines: 1 waiting, 2 failed, 9 succeeded.` */
export function summary(lines: readonly PipelineLine[]): string {
  const counts = new Map<string, number>();
  for (const { state } of lines) {
    const word = state === 'none' ? 'never run' : state;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const told = [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
  return `${lines.length} ${lines.length === 1 ? 'pipeline' : 'pipelines'}: ${told}.`;
}
