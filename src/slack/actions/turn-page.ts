import { PAGE_BACK, PAGE_ON } from '../views/answers/pages.ts';
import type { ActionListener } from './listener.ts';
import { runWords } from './run-words.ts';

/** Repeats a question for another page of its answer. */
export const pageBack: ActionListener = { ...runWords, actionId: PAGE_BACK };
export const pageOn: ActionListener = { ...runWords, actionId: PAGE_ON };
