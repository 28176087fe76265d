import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { section } from '../../blocks.ts';
import { foreign, join, md } from '../../mrkdwn.ts';
import { didWords } from '../deed-words.ts';
import { drawing } from '../drawing.ts';

/** A draft that became true, to whoever had the last word. */
export function drawChanged({ deed, made }: Extract<Answer, { kind: 'changed' }>): Drawing {
  const { version, between } = made;
  const whose =
    between?.byName === undefined ? md`somebody outside Slack (CloudTrail tells who)` : foreign(between.byName, 150);
  const words = join(
    [
      md`You ${didWords(deed)}.`,
      version === 0 ? undefined : md`It is version ${version}.`,
      between &&
        md`Between what you were shown and this, ${whose} made version ${between.version}: what that changed may be overwritten. Compare the two before going on.`,
    ],
    ' ',
  );
  return drawing(words, [section(words)]);
}
