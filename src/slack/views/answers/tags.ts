import type { Drawing } from '../../../app/ports.ts';
import type { ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { section } from '../../blocks.ts';
import { code, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';
import { pipelineHead } from './reading-head.ts';

export function drawTags(
  { tags, ...about }: Extract<ReadingAnswer, { kind: 'tags' }>,
  sentence: Sentence | undefined,
): Drawing {
  const count = tags.length === 0 ? 'no tags' : tags.length === 1 ? '1 tag' : `${tags.length} tags`;
  const sorted = tags.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const lines = sorted.map(({ key, value }) => md`${code(key, 128)} = ${code(value, 256)}`);
  return drawing(md`${name(about.name, 300)} has ${count}.`, [
    section(md`${pipelineHead(about)} · ${count}`),
    ...paged(lines, sentence),
  ]);
}
