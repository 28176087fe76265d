import type { Answer, PipelineLine } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { Sentence } from '../../../domain/command.ts';
import { context, section } from '../../blocks.ts';
import { code, join, type Mrkdwn, md } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';
import { pipelineLine, severalRegions, unreadWords } from './pipeline-line.ts';

export function drawList(
  { lines, glob, unread }: Extract<Answer, { kind: 'list' }>,
  sentence: Sentence | undefined,
): Drawing {
  const missing = unreadWords(unread);
  if (lines.length === 0) return nothing(glob, missing);
  const withRegion = severalRegions(lines);
  return drawing(withUnread(md`${summary(lines)}`, missing), [
    ...paged(
      lines.map((line) => pipelineLine(line, withRegion)),
      sentence,
    ),
    context(join([md`${summary(lines)}`, missing], ' · ')),
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
