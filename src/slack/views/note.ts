import type { Drawing } from '../../app/ports.ts';
import { shortId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import type { Progress } from '../../domain/progress.ts';
import { context, section } from '../blocks.ts';
import { executionUrl } from '../console-links.ts';
import { bold, foreign, join, link, md, name } from '../mrkdwn.ts';
import { drawing } from './drawing.ts';
import { pipelineName } from './pipeline-name.ts';

/** What an action says in a channel. The same for as long as it stands. */
export function drawNote({ text, lines, more }: Note['value'], progress: Progress): Drawing {
  const { ref } = progress;
  const said = md`${bold(link(executionUrl(ref), name(pipelineName(progress))))} · ${foreign(text === '' ? 'What shipped' : text, 900)} · execution ${name(shortId(ref.executionId), 60)}`;
  const listed = lines.map((line) => foreign(line, 150));
  const rest = more > 0 ? [md`and ${more} more`] : [];
  const changes = listed.length === 0 ? undefined : join([...listed, ...rest], '\n');
  return drawing(said, [section(said), changes && context(changes)]);
}
