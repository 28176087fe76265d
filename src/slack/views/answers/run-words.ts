import type { SectionBlock } from '@slack/types';
import { button, section } from '../../blocks.ts';
import type { Mrkdwn } from '../../mrkdwn.ts';
import { toWordsValue } from '../../typed-words.ts';

export const RUN_WORDS = 'words:run';

/** A line with a button that runs a sentence. The button's text is always ours: what it runs stands beside it.
 * @param words as they would be typed after the slash command */
export function choosable(line: Mrkdwn, words: string): SectionBlock {
  return section(
    line,
    button({ actionId: RUN_WORDS, text: 'Choose', value: toWordsValue(words), label: `Choose ${words}` }),
  );
}
