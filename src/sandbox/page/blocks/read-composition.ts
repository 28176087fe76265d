import type { Confirm, Option, OptionGroup, TextObject } from './element-model.ts';
import { toList, toRecord, toText } from './json-value.ts';

/** @returns null when there is no text object at all */
export function readText(value: unknown): TextObject | null {
  const text = toRecord(value);
  if (typeof text.text !== 'string') return null;
  const format = text.type === 'mrkdwn' ? 'mrkdwn' : 'plain_text';
  return { kind: 'text', format, text: text.text, verbatim: text.verbatim === true };
}

export function readPlain(value: unknown): string {
  return readText(value)?.text ?? '';
}

export function plain(text: string): TextObject {
  return { kind: 'text', format: 'plain_text', text, verbatim: true };
}

export function readOption(value: unknown): Option {
  const raw = toRecord(value);
  return {
    text: readText(raw.text) ?? plain(toText(raw.value)),
    value: toText(raw.value),
    description: readText(raw.description),
    url: toText(raw.url) || null,
    raw,
  };
}

export function readOptions(value: unknown): Option[] {
  return toList(value).map(readOption);
}

export function readGroups(element: Readonly<Record<string, unknown>>): OptionGroup[] {
  if (!Array.isArray(element.option_groups)) return [{ label: null, options: readOptions(element.options) }];
  return element.option_groups.map((value) => {
    const group = toRecord(value);
    return { label: readPlain(group.label), options: readOptions(group.options) };
  });
}

export function readConfirm(value: unknown): Confirm | null {
  if (value === undefined || value === null) return null;
  const confirm = toRecord(value);
  return {
    title: readPlain(confirm.title) || 'Are you sure?',
    text: readText(confirm.text) ?? plain(''),
    confirm: readPlain(confirm.confirm) || 'Yes',
    deny: readPlain(confirm.deny) || 'Cancel',
    danger: confirm.style === 'danger',
  };
}
