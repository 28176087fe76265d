import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject, objectsIn } from '../json.ts';
import { boolean, type Check, failed, integer, list, missing, object, type Problem, string } from './check.ts';
import {
  actionId,
  confirm,
  conversationFilter,
  dispatchActionConfig,
  image,
  linkOption,
  maxSelectedItems,
  option,
  optionGroup,
  plainText,
  richOption,
  style,
  url,
} from './composition.ts';
import { withTextDefaults } from './normalise.ts';
import { richTextBlock } from './rich-text.ts';

/** Block elements with their limits, by type. Which block takes which is in layout.ts. */

const id = string({ min: 1 });
const ids = list(id);
const interactive = { action_id: actionId, confirm };
const focusable = { ...interactive, focus_on_load: boolean };
const choosable = { ...focusable, placeholder: plainText(150) };
const typed = {
  action_id: actionId,
  placeholder: plainText(150),
  focus_on_load: boolean,
  dispatch_action_config: dispatchActionConfig,
};
const several = { max_selected_items: maxSelectedItems };
const responding = { response_url_enabled: boolean };
const queried = { min_query_length: integer(0, 100) };
const date = string({ like: /^\d{4}-\d\d-\d\d$/ });
const time = string({ like: /^\d\d:\d\d$/ });
const numeric = string({ like: /^-?\d+(\.\d+)?$/ });

const staticOptions = {
  options: list(option, { min: 1, max: 100 }),
  option_groups: list(optionGroup, { min: 1, max: 100 }),
};

function optionsOrGroups(value: JsonObject, at: string, problems: Problem[]): void {
  if (value.options === undefined && value.option_groups === undefined) problems.push(missing(at, 'options'));
  if (value.options !== undefined && value.option_groups !== undefined)
    problems.push(failed(at, 'only one of options and option_groups is allowed', { type: 'additional_properties' }));
  initialIsAnOption(value, at, problems);
}

/** Slack compares the whole object, not only the value. */
function initialIsAnOption(value: JsonObject, at: string, problems: Problem[]): void {
  const offered = [...objectsIn(value.options), ...objectsIn(value.option_groups).flatMap((g) => objectsIn(g.options))];
  const plainOffers = offered.map(withTextDefaults);
  const isOffered = (chosen: unknown) =>
    plainOffers.some((offer) => isDeepStrictEqual(offer, withTextDefaults(chosen)));
  const stray = (where: string) => failed(`${at}/${where}`, 'must match one of the options', { type: 'enum' });

  if (isObject(value.initial_option) && !isOffered(value.initial_option)) problems.push(stray('initial_option'));
  objectsIn(value.initial_options).forEach((chosen, index) => {
    if (!isOffered(chosen)) problems.push(stray(`initial_options/${index}`));
  });
}

/** The least may not be more than the most. */
function rising(value: JsonObject, at: string, problems: Problem[], least: string, most: string): void {
  if (value[least] === undefined || value[most] === undefined || Number(value[least]) <= Number(value[most])) return;
  problems.push(failed(`${at}/${least}`, `must not be more than ${most}`, { type: 'max', max: value[most] }));
}

const feedback = object(
  { text: plainText(75), value: string({ max: 2000 }), accessibility_label: string({ max: 75 }) },
  { required: ['text', 'value'] },
);

export const ELEMENTS: Record<string, Check> = {
  button: object(
    {
      ...interactive,
      text: plainText(75),
      value: string({ max: 2000 }),
      url,
      style,
      accessibility_label: string({ max: 75 }),
    },
    { required: ['text'] },
  ),
  workflow_button: object(
    {
      ...interactive,
      text: plainText(75),
      workflow: object(
        {
          trigger: object(
            {
              url,
              customizable_input_parameters: list(
                object({ name: id, value: string() }, { required: ['name', 'value'] }),
              ),
            },
            { required: ['url'] },
          ),
        },
        { required: ['trigger'] },
      ),
      style,
      accessibility_label: string({ max: 75 }),
    },
    { required: ['text', 'workflow'] },
  ),
  overflow: object({ ...interactive, options: list(linkOption, { min: 1, max: 5 }) }, { required: ['options'] }),
  static_select: object({ ...choosable, ...staticOptions, initial_option: option }, { also: optionsOrGroups }),
  multi_static_select: object(
    { ...choosable, ...staticOptions, ...several, initial_options: list(option, { min: 1, max: 100 }) },
    { also: optionsOrGroups },
  ),
  external_select: object({ ...choosable, ...queried, initial_option: option }),
  multi_external_select: object({ ...choosable, ...queried, ...several, initial_options: list(option, { max: 100 }) }),
  users_select: object({ ...choosable, initial_user: id }),
  multi_users_select: object({ ...choosable, ...several, initial_users: ids }),
  channels_select: object({ ...choosable, ...responding, initial_channel: id }),
  multi_channels_select: object({ ...choosable, ...several, initial_channels: ids }),
  conversations_select: object({
    ...choosable,
    ...responding,
    initial_conversation: id,
    default_to_current_conversation: boolean,
    filter: conversationFilter,
  }),
  multi_conversations_select: object({
    ...choosable,
    ...several,
    initial_conversations: ids,
    default_to_current_conversation: boolean,
    filter: conversationFilter,
  }),
  checkboxes: object(
    {
      ...focusable,
      options: list(richOption, { min: 1, max: 10 }),
      initial_options: list(richOption, { min: 1, max: 10 }),
    },
    { required: ['options'], also: initialIsAnOption },
  ),
  radio_buttons: object(
    { ...focusable, options: list(richOption, { min: 1, max: 10 }), initial_option: richOption },
    { required: ['options'], also: initialIsAnOption },
  ),
  datepicker: object({ ...choosable, initial_date: date }),
  timepicker: object({ ...choosable, initial_time: time, timezone: id }),
  datetimepicker: object({ ...focusable, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
  plain_text_input: object(
    {
      ...typed,
      initial_value: string({ max: 3000 }),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    { also: (value, at, problems) => rising(value, at, problems, 'min_length', 'max_length') },
  ),
  number_input: object(
    { ...typed, is_decimal_allowed: boolean, initial_value: numeric, min_value: numeric, max_value: numeric },
    {
      required: ['is_decimal_allowed'],
      also: (value, at, problems) => rising(value, at, problems, 'min_value', 'max_value'),
    },
  ),
  email_text_input: object({ ...typed, initial_value: string() }),
  url_text_input: object({ ...typed, initial_value: string() }),
  rich_text_input: object({
    ...typed,
    initial_value: richTextBlock,
    min_lines: integer(1, 50),
    max_lines: integer(1, 50),
  }),
  file_input: object({ action_id: actionId, filetypes: list(id), max_files: integer(1, 10) }),
  image,
  feedback_buttons: object(
    { action_id: actionId, positive_button: feedback, negative_button: feedback },
    { required: ['positive_button', 'negative_button'] },
  ),
  icon_button: object(
    {
      ...interactive,
      icon: id,
      text: plainText(75),
      value: string({ max: 2000 }),
      visible_to_user_ids: list(id),
      accessibility_label: string({ max: 75 }),
    },
    { required: ['icon', 'text'] },
  ),
};

/** @returns a table for byType with only these elements */
export function elements(types: readonly string[]): Record<string, Check> {
  return Object.fromEntries(Object.entries(ELEMENTS).filter(([type]) => types.includes(type)));
}
