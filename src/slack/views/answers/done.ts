import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { ExecutionId, shortId } from '../../../domain/ids.ts';
import { section } from '../../blocks.ts';
import { executionUrl } from '../../console-links.ts';
import { channelName, join, link, md, name } from '../../mrkdwn.ts';
import { didWords } from '../deed-words.ts';
import { drawing } from '../drawing.ts';

export function drawDone({ deed, channel, executionId }: Extract<Answer, { kind: 'done' }>): Drawing {
  const id = executionId === undefined ? undefined : ExecutionId(executionId);
  const execution = id && link(executionUrl({ ...deed.target, executionId: id }), name(shortId(id), 60));
  const words = join(
    [
      md`You ${didWords(deed)}.`,
      execution && md`It is execution ${execution}.`,
      channel && md`${channelName(channel)} shows it.`,
    ],
    ' ',
  );
  return drawing(words, [section(words)]);
}
