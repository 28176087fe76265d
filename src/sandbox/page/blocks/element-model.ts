import type { JsonRecord } from './json-value.ts';

export interface TextObject {
  kind: 'text';
  format: 'plain_text' | 'mrkdwn';
  text: string;
  verbatim: boolean;
}

export interface Option {
  text: TextObject;
  value: string;
  description: TextObject | null;
  url: string | null;
  /** as the app wrote it: an answer must repeat the option exactly */
  raw: JsonRecord;
}

export interface OptionGroup {
  label: string | null;
  options: Option[];
}

export interface Confirm {
  title: string;
  text: TextObject;
  confirm: string;
  deny: string;
  danger: boolean;
}

export interface ButtonElement {
  kind: 'button';
  actionId: string;
  text: string;
  value: string | null;
  url: string | null;
  style: 'primary' | 'danger' | null;
  accessibilityLabel: string | null;
  confirm: Confirm | null;
}

export interface OverflowElement {
  kind: 'overflow';
  actionId: string;
  options: Option[];
  accessibilityLabel: string | null;
  confirm: Confirm | null;
}

export interface SelectElement {
  kind: 'select';
  /** `static_select`, `multi_users_select`, … */
  type: string;
  /** external: the app supplies the options while somebody types */
  source: 'static' | 'external' | 'users' | 'channels' | 'conversations';
  multiple: boolean;
  actionId: string;
  groups: OptionGroup[];
  placeholder: string;
  initial: string[];
  maxSelected: number | null;
  /** of external ones: so many characters before the app is asked */
  minQuery: number;
  focus: boolean;
  confirm: Confirm | null;
}

export interface ChoiceElement {
  kind: 'choice';
  type: 'radio_buttons' | 'checkboxes';
  actionId: string;
  options: Option[];
  initial: string[];
  focus: boolean;
  confirm: Confirm | null;
}

export interface PickerElement {
  kind: 'picker';
  type: 'datepicker' | 'timepicker' | 'datetimepicker';
  actionId: string;
  initial: string[];
  focus: boolean;
  confirm: Confirm | null;
}

export interface EntryElement {
  kind: 'entry';
  type: 'plain_text_input' | 'number_input' | 'email_text_input' | 'url_text_input' | 'rich_text_input';
  actionId: string;
  multiline: boolean;
  minLength: number | null;
  maxLength: number | null;
  min: number | null;
  max: number | null;
  decimals: boolean;
  placeholder: string;
  initial: string[];
  focus: boolean;
}

/** Its value is the ids of files that were uploaded. */
export interface FileElement {
  kind: 'file';
  type: 'file_input';
  actionId: string;
  /** endings without the dot; empty: any */
  filetypes: string[];
  maxFiles: number;
  initial: string[];
}

export interface ImageElement {
  kind: 'image';
  url: string;
  alt: string;
}

export interface UnsupportedElement {
  kind: 'unsupported';
  type: string;
}

/** Elements that hold a value until it is submitted or dispatched. */
export type FieldElement = SelectElement | ChoiceElement | PickerElement | EntryElement | FileElement;
export type ElementModel = FieldElement | ButtonElement | OverflowElement | ImageElement | UnsupportedElement;

export function isField(element: ElementModel): element is FieldElement {
  return ['select', 'choice', 'picker', 'entry', 'file'].includes(element.kind);
}
