import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  InputBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import { cutPlain, oneLine, visibleLines } from './foreign-text.ts';
import { MAX } from './limits.ts';
import { cut, type Mrkdwn } from './mrkdwn.ts';

/** Block Kit with Slack's limits kept: whatever comes in, Slack takes what comes out. */

/** `verbatim`: Slack makes no links and mentions of its own out of words. */
function mrkdwn(text: Mrkdwn, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: cut(text, max).mrkdwn || ' ', verbatim: true };
}

export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cutPlain(oneLine(text), max) || ' ', emoji: true };
}

export function section(text: Mrkdwn, accessory?: Button | Overflow): SectionBlock {
  return { type: 'section', text: mrkdwn(text, MAX.sectionText), ...(accessory ? { accessory } : {}) };
}

/** @param blockId carries the reference of the accessory menu, whose options are too short for it */
export function sectionWithMenu(text: Mrkdwn, menu: Menu | undefined): SectionBlock {
  return menu ? { ...section(text, menu.element), block_id: menu.blockId } : section(text);
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, MAX.headerText) };
}

export function context(text: Mrkdwn): ContextBlock {
  return { type: 'context', elements: [mrkdwn(text, MAX.contextText)] };
}

/** @returns no block where there is nothing to press */
export function actions(...elements: readonly (ActionsBlockElement | undefined)[]): ActionsBlock[] {
  const present = elements.filter((element) => element !== undefined);
  return present.length === 0 ? [] : [{ type: 'actions', elements: present }];
}

export interface ButtonOptions {
  readonly actionId: string;
  readonly text: string;
  /** absent: the reference did not fit, and there is no button */
  readonly value: string | undefined;
  /** names the target, for those who hear the button */
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  /** asked back before the press counts */
  readonly confirm?: Confirm;
}

export interface Confirm {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

export function button({ actionId, text, value, label, style, confirm }: ButtonOptions): Button | undefined {
  if (value === undefined || value.length > MAX.buttonValue) return undefined;
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(text, MAX.plainTextInButton),
    value,
    accessibility_label: cutPlain(oneLine(label), MAX.accessibilityLabel),
    ...(style ? { style } : {}),
    ...(confirm ? { confirm: toDialog(confirm) } : {}),
  };
}

function toDialog({ title, text, yes }: Confirm): ConfirmationDialog {
  return {
    title: plainText(title, MAX.confirmTitle),
    text: plainText(text, MAX.confirmText),
    confirm: plainText(yes, MAX.confirmButton),
    deny: plainText('Cancel', MAX.confirmButton),
  };
}

export interface Menu {
  readonly element: Overflow;
  readonly blockId: string;
}

export interface MenuOption {
  /** a verb; the target stands in the block's id */
  readonly value: string;
  readonly text: string;
  readonly url?: string;
}

/** @returns undefined without options, or where the reference does not fit */
export function menu(
  actionId: string,
  blockId: string | undefined,
  options: readonly (MenuOption | undefined)[],
): Menu | undefined {
  const present = options.filter((option) => option !== undefined).slice(0, MAX.menuOptions);
  if (blockId === undefined || present.length === 0) return undefined;
  const element: Overflow = { type: 'overflow', action_id: actionId, options: present.map(toOption) };
  return { element, blockId };
}

function toOption({ value, text, url }: MenuOption): PlainTextOption {
  return { text: plainText(text, MAX.optionText), value, ...(url === undefined ? {} : { url }) };
}

/** Text that keeps its lines and is never read as mrkdwn. */
export function preformatted(text: string, max: number): RichTextBlock[] {
  const shown = cutPlain(visibleLines(text).trim(), max);
  if (shown === '') return [];
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: shown }] }] },
  ];
}

export interface TextInput {
  /** block and action share the id: what comes back is `values[id][id]` */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly maxLength: number;
  readonly optional: boolean;
  /** what stands in it at first */
  readonly initial?: string;
  /** a value, not words */
  readonly singleLine?: true;
}

export function textInput({ id, label, hint, maxLength, optional, initial, singleLine }: TextInput): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plainText(label, MAX.inputLabel),
    optional,
    ...(hint === undefined ? {} : { hint: plainText(hint, MAX.inputLabel) }),
    element: {
      type: 'plain_text_input',
      action_id: id,
      multiline: singleLine !== true,
      max_length: maxLength,
      ...(initial === undefined ? {} : { initial_value: initial }),
    },
  };
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly description?: string;
}

/** One of at most ten; none is chosen beforehand unless it says so. */
export function radioInput(id: string, label: string, choices: readonly Choice[], initial?: string): InputBlock {
  const options = choices.slice(0, MAX.radioOptions).map(toChoice);
  const chosen = options.find(({ value }) => value === initial);
  return {
    type: 'input',
    block_id: id,
    label: plainText(label, MAX.inputLabel),
    element: { type: 'radio_buttons', action_id: id, options, ...(chosen ? { initial_option: chosen } : {}) },
  };
}

function toChoice({ value, text, description }: Choice): PlainTextOption {
  return {
    text: plainText(text, MAX.optionText),
    ...(description === undefined ? {} : { description: plainText(description, MAX.optionText) }),
    value,
  };
}

/** One file. @param types the ends of names that are taken, without the dot */
export function fileInput({ id, label, types }: { id: string; label: string; types: string[] }): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plainText(label, MAX.inputLabel),
    optional: true,
    element: { type: 'file_input', action_id: id, filetypes: types, max_files: 1 },
  };
}
