import type { Reaction } from '../clicked.ts';
import { parseWordsValue } from '../typed-words.ts';
import { ASK_WORDS } from '../views/answers/actions.ts';
import { RUN_WORDS } from '../views/answers/run-words.ts';
import type { ActionListener } from './listener.ts';
import { notOurs } from './with-reference.ts';

/** Runs a sentence that was shown beside the button, as if the person had typed it. */
export const runWords: ActionListener = { actionId: RUN_WORDS, react: ({ value }) => run(value) };

/** The same for a sentence chosen from a list. */
export const askWords: ActionListener = { actionId: ASK_WORDS, react: ({ option }) => run(option) };

function run(value: string): Reaction {
  const text = parseWordsValue(value);
  return text === undefined ? notOurs('not_ours') : { kind: 'ask', ask: { kind: 'words', text } };
}
