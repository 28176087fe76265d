import { ControlError } from '../../ports.ts';
import { type JsonObject, plainText, stringOr } from '../json.ts';
import { type FoundElement, optionsOf } from './find-elements.ts';
import { statefulField } from './state-values.ts';

/** Turns names that people use into ids: of people for user menus, of channels for channel menus. */
export interface Names {
  user(reference: string): string;
  channel(reference: string): string;
}

/** What acting on an element puts into its `actions[0]`.
 * @param value of the option, or its text; for a button it replaces the element's own value
 * @param offered the options of a menu whose options the app supplies
 * @throws ControlError when the element has no such option, or the value has the wrong form */
export function choose(
  found: FoundElement,
  value: string | undefined,
  names: Names,
  offered?: JsonObject[],
): JsonObject {
  const { element, type } = found;
  if (type === 'button' || type === 'icon_button') {
    const sent = value ?? stringOr(element.value, undefined);
    return { ...pick(element, ['text', 'style', 'url', 'icon']), ...(sent === undefined ? {} : { value: sent }) };
  }
  if (type === 'workflow_button') return pick(element, ['text', 'workflow']);
  if (type === 'feedback_buttons') return { value: value ?? '' };

  const field = type === 'overflow' ? 'selected_option' : statefulField(type)?.field;
  if (field === undefined) throw new ControlError(`${found.actionId} is a ${type}: nobody can act on that`);
  const shown = pick(element, ['placeholder']);
  if (field === 'value') return { ...shown, value: value ?? null };
  if (field === 'rich_text_value') return { ...shown, rich_text_value: value === undefined ? null : richText(value) };
  if (field === 'files')
    throw new ControlError(`${found.actionId}: files go with the submission, after POST /control/upload`);
  if (value === undefined) throw new ControlError(`${found.actionId} is a ${type}: say which value${choices(element)}`);

  const options = offered ?? optionsOf(element);
  const toItem = (item: string): unknown => {
    if (field.startsWith('selected_option')) return optionFor(found, options, item);
    if (field.startsWith('selected_user')) return names.user(item);
    if (field === 'selected_date') return matching(found, item, /^\d{4}-\d\d-\d\d$/, 'YYYY-MM-DD');
    if (field === 'selected_time') return matching(found, item, /^\d\d:\d\d$/, 'HH:mm');
    if (field === 'selected_date_time') return Number(matching(found, item, /^\d{10}$/, 'ten digits'));
    return names.channel(item);
  };
  const isList = Array.isArray(statefulField(type)?.empty);
  return { ...shown, [field]: isList ? items(value, options).map(toItem) : toItem(value) };
}

function optionFor(found: FoundElement, options: readonly JsonObject[], value: string): JsonObject {
  const option =
    options.find((candidate) => candidate.value === value) ??
    options.find((candidate) => plainText(candidate.text) === value);
  if (!option) throw new ControlError(`${found.actionId} has no option ${value}${choices({ options })}`);
  return option;
}

/** Several choices of one menu: separated by commas, unless the whole is an option itself. */
function items(value: string, options: readonly JsonObject[]): string[] {
  const isOption = options.some((option) => option.value === value || plainText(option.text) === value);
  if (isOption || value === '') return value === '' ? [] : [value];
  return value.split(',').map((item) => item.trim());
}

function richText(text: string): JsonObject {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function matching(found: FoundElement, value: string, pattern: RegExp, form: string): string {
  if (!pattern.test(value)) throw new ControlError(`${found.actionId} is a ${found.type}: give ${form}, not ${value}`);
  return value;
}

function choices(element: JsonObject): string {
  const options = optionsOf(element).map((option) => stringOr(option.value, '?'));
  return options.length === 0 ? '' : `; it has ${options.slice(0, 10).join(', ')}`;
}

function pick(element: JsonObject, members: readonly string[]): JsonObject {
  return Object.fromEntries(members.filter((name) => element[name] !== undefined).map((name) => [name, element[name]]));
}
