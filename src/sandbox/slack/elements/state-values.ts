import { isObject, type JsonObject } from '../json.ts';
import { type FoundElement, findElements } from './find-elements.ts';

/** Slack's `state.values`: by block_id, then action_id. */
export type StateValues = Record<string, Record<string, JsonObject>>;

interface Stateful {
  /** the member of `state.values` that holds what was chosen */
  field: string;
  /** the member of the element that holds what is chosen at first */
  initial: string;
  empty: null | [];
}

const one = (field: string, initial: string): Stateful => ({ field, initial, empty: null });
const many = (field: string, initial: string): Stateful => ({ field, initial, empty: [] });

/** Elements that keep a choice. Buttons and overflow menus do not. */
const STATEFUL = new Map<string, Stateful>([
  ['plain_text_input', one('value', 'initial_value')],
  ['number_input', one('value', 'initial_value')],
  ['email_text_input', one('value', 'initial_value')],
  ['url_text_input', one('value', 'initial_value')],
  ['rich_text_input', one('rich_text_value', 'initial_value')],
  ['datepicker', one('selected_date', 'initial_date')],
  ['timepicker', one('selected_time', 'initial_time')],
  ['datetimepicker', one('selected_date_time', 'initial_date_time')],
  ['static_select', one('selected_option', 'initial_option')],
  ['external_select', one('selected_option', 'initial_option')],
  ['radio_buttons', one('selected_option', 'initial_option')],
  ['users_select', one('selected_user', 'initial_user')],
  ['channels_select', one('selected_channel', 'initial_channel')],
  ['conversations_select', one('selected_conversation', 'initial_conversation')],
  ['checkboxes', many('selected_options', 'initial_options')],
  ['multi_static_select', many('selected_options', 'initial_options')],
  ['multi_external_select', many('selected_options', 'initial_options')],
  ['multi_users_select', many('selected_users', 'initial_users')],
  ['multi_channels_select', many('selected_channels', 'initial_channels')],
  ['multi_conversations_select', many('selected_conversations', 'initial_conversations')],
  ['file_input', many('files', 'initial_files')],
]);

/** @returns undefined for elements that keep no choice */
export function statefulField(type: string): Stateful | undefined {
  return STATEFUL.get(type);
}

/** The state of all stateful elements: what was chosen, else what they show at first. */
export function stateOf(blocks: readonly JsonObject[], chosen: StateValues): StateValues {
  const values: StateValues = {};
  for (const found of findElements(blocks)) {
    const stateful = STATEFUL.get(found.type);
    if (!stateful) continue;
    const now = chosen[found.blockId]?.[found.actionId];
    const value = now?.[stateful.field] ?? (now ? stateful.empty : (found.element[stateful.initial] ?? stateful.empty));
    values[found.blockId] = {
      ...values[found.blockId],
      [found.actionId]: { type: found.type, [stateful.field]: value },
    };
  }
  return values;
}

/** Reads `state.values` that somebody gives, or an object with `values`; what is not in that form is left out. */
export function readStateValues(given: unknown): StateValues {
  const blocks = isObject(given) && isObject(given.values) ? given.values : given;
  const values: StateValues = {};
  for (const [blockId, actions] of Object.entries(isObject(blocks) ? blocks : {})) {
    for (const [actionId, state] of Object.entries(isObject(actions) ? actions : {})) {
      if (isObject(state)) values[blockId] = { ...values[blockId], [actionId]: state };
    }
  }
  return values;
}

export function merge(below: StateValues, above: StateValues): StateValues {
  const values: StateValues = { ...below };
  for (const [blockId, actions] of Object.entries(above)) values[blockId] = { ...values[blockId], ...actions };
  return values;
}

/** Whether nothing is chosen or typed there. */
export function isEmpty(found: FoundElement, values: StateValues): boolean {
  const field = STATEFUL.get(found.type)?.field ?? 'value';
  const value = values[found.blockId]?.[found.actionId]?.[field];
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
