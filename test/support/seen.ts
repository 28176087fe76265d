import type { MessageView } from '../../src/sandbox/ports.ts';
import { type Button, buttonsOf, wordsOf } from './conversation.ts';

/** A message as a test talks of it. */
export interface Seen extends MessageView {
  /** all that its blocks say */
  words: string;
  buttons: Button[];
}

/** What a message says and offers, ready to be asked for. */
export function toSeen(message: MessageView): Seen {
  return { ...message, words: wordsOf(message), buttons: buttonsOf(message) };
}

/** The value that a button of a message carries. */
export function buttonValue({ buttons }: Seen, actionId: string): string {
  const value = buttons.find(({ action_id }) => action_id === actionId)?.value;
  if (value === undefined) throw new Error(`There is no ${actionId}`);
  return value;
}

/** Whether a message lets anybody decide an approval. */
export const canDecide = ({ buttons }: Pick<Seen, 'buttons'>): boolean =>
  buttons.some(({ action_id }) => action_id.startsWith('approval:'));

/** What several private answers say. */
export const wordsOfAll = (told: readonly Seen[]): string => told.map(({ words }) => words).join('\n');

/** `state.values` of a modal, as Slack sends them. */
export type StateValues = Record<string, Record<string, Record<string, unknown>>>;

/** Words typed into the input of this id. */
export const typed = (id: string, value: string): StateValues => ({
  [id]: { [id]: { type: 'plain_text_input', value } },
});

/** A radio button chosen in the input of this id. */
export const chosen = (id: string, value: string): StateValues => ({
  [id]: { [id]: { type: 'radio_buttons', selected_option: { value } } },
});
