import type { ElementModel, Option } from './element-model.ts';
import { type JsonRecord, toList, toNumber, toRecord, toText } from './json-value.ts';
import { readConfirm, readGroups, readOption, readOptions, readPlain } from './read-composition.ts';

/** Slack's own, where the element says nothing. */
const USUAL_MIN_QUERY = 3;
const MOST_FILES = 10;
const SOURCES = ['static', 'external', 'users', 'channels', 'conversations'] as const;

/** Reads an interactive element or an image. What the page cannot draw comes back as `unsupported`. Never throws. */
export function readElement(value: unknown): ElementModel {
  const element = toRecord(value);
  const type = toText(element.type);
  const actionId = toText(element.action_id);
  switch (type) {
    case 'button':
      return {
        kind: 'button',
        actionId,
        text: readPlain(element.text),
        value: typeof element.value === 'string' ? element.value : null,
        url: toText(element.url) || null,
        style: element.style === 'primary' || element.style === 'danger' ? element.style : null,
        accessibilityLabel: toText(element.accessibility_label) || null,
        confirm: readConfirm(element.confirm),
      };
    case 'overflow':
      return {
        kind: 'overflow',
        actionId,
        options: readOptions(element.options),
        accessibilityLabel: toText(element.accessibility_label) || null,
        confirm: readConfirm(element.confirm),
      };
    case 'image':
      return { kind: 'image', url: toText(element.image_url), alt: toText(element.alt_text) };
    default:
      return readField(type, actionId, element) ?? { kind: 'unsupported', type: type || 'unknown' };
  }
}

function readField(type: string, actionId: string, element: JsonRecord): ElementModel | null {
  const common = { actionId, focus: element.focus_on_load === true, confirm: readConfirm(element.confirm) };
  switch (type) {
    case 'radio_buttons':
    case 'checkboxes':
      return {
        kind: 'choice',
        type,
        ...common,
        options: readOptions(element.options),
        initial: initialOptions(element),
      };
    case 'datepicker':
      return { kind: 'picker', type, ...common, initial: some(toText(element.initial_date)) };
    case 'timepicker':
      return { kind: 'picker', type, ...common, initial: some(toText(element.initial_time)) };
    case 'datetimepicker':
      return { kind: 'picker', type, ...common, initial: some(String(toNumber(element.initial_date_time) ?? '')) };
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'rich_text_input':
      return {
        kind: 'entry',
        type,
        actionId,
        focus: common.focus,
        multiline: element.multiline === true || type === 'rich_text_input',
        minLength: toNumber(element.min_length),
        maxLength: toNumber(element.max_length),
        min: toNumber(element.min_value),
        max: toNumber(element.max_value),
        decimals: element.is_decimal_allowed === true,
        placeholder: readPlain(element.placeholder),
        initial: some(type === 'rich_text_input' ? wordsOf(element.initial_value) : toText(element.initial_value)),
      };
    case 'file_input':
      return {
        kind: 'file',
        type,
        actionId,
        filetypes: toList(element.filetypes).map((filetype) => toText(filetype).toLowerCase()),
        maxFiles: toNumber(element.max_files) ?? MOST_FILES,
        initial: [],
      };
    default:
      return readSelect(type, common, element);
  }
}

function readSelect(
  type: string,
  common: Pick<Extract<ElementModel, { kind: 'select' }>, 'actionId' | 'focus' | 'confirm'>,
  element: JsonRecord,
): ElementModel | null {
  const source = SOURCES.find((each) => type === `${each}_select` || type === `multi_${each}_select`);
  if (source === undefined) return null;
  const multiple = type.startsWith('multi_');
  const noun = source.replace(/s$/, '');
  const initial =
    source === 'static' || source === 'external'
      ? initialOptions(element)
      : multiple
        ? toList(element[`initial_${source}`]).map(toText)
        : some(toText(element[`initial_${noun}`]));
  return {
    kind: 'select',
    type,
    source,
    multiple,
    ...common,
    groups: source === 'external' ? [{ label: null, options: initialOnes(element) }] : readGroups(element),
    placeholder: readPlain(element.placeholder),
    initial,
    maxSelected: toNumber(element.max_selected_items),
    minQuery: toNumber(element.min_query_length) ?? USUAL_MIN_QUERY,
  };
}

function initialOnes(element: JsonRecord): Option[] {
  if (Array.isArray(element.initial_options)) return element.initial_options.map(readOption);
  return element.initial_option === undefined ? [] : [readOption(element.initial_option)];
}

function initialOptions(element: JsonRecord): string[] {
  return initialOnes(element).map(({ value }) => value);
}

/** The text of a rich_text block, a line for each of its parts. */
function wordsOf(value: unknown): string {
  const leaves = (part: unknown) => toList(toRecord(part).elements).map((leaf) => toText(toRecord(leaf).text));
  return toList(toRecord(value).elements)
    .map((part) => leaves(part).join(''))
    .join('\n');
}

function some(value: string): string[] {
  return value === '' ? [] : [value];
}
