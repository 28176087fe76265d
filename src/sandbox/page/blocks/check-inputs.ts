import type { BlockModel } from './block-model.ts';
import type { FieldElement } from './element-model.ts';
import { type Drafts, type FieldValue, fieldsOf, fieldValue } from './state-values.ts';

/** What Slack's client refuses to submit, so that the app never sees it.
 * @returns the first problem of each block, by block_id; empty when the form may go */
export function checkInputs(blocks: readonly BlockModel[], drafts: Drafts): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const field of fieldsOf(blocks)) {
    const value = fieldValue(field, drafts);
    const problem = isEmpty(value)
      ? field.required
        ? 'Please complete this required field.'
        : null
      : checkValue(field.element, value);
    if (problem !== null && !(field.blockId in problems)) problems[field.blockId] = problem;
  }
  return problems;
}

function isEmpty(value: FieldValue): boolean {
  return value.every((part) => part.trim() === '');
}

function checkValue(element: FieldElement, value: FieldValue): string | null {
  if (element.kind === 'select' && element.maxSelected !== null && value.length > element.maxSelected) {
    return `Choose at most ${element.maxSelected}.`;
  }
  if (element.kind === 'file' && value.length > element.maxFiles) {
    return element.maxFiles === 1 ? 'Choose one file only.' : `Choose at most ${element.maxFiles} files.`;
  }
  if (element.kind !== 'entry') return null;
  const text = value[0] ?? '';
  const length = [...text].length;
  if (element.minLength !== null && length < element.minLength)
    return `Write at least ${element.minLength} characters.`;
  if (element.maxLength !== null && length > element.maxLength) return `Write at most ${element.maxLength} characters.`;
  if (element.type === 'number_input') return checkNumber(element.decimals, element.min, element.max, text);
  if (element.type === 'email_text_input' && !/^\S+@\S+$/.test(text)) return 'Enter an e-mail address.';
  if (element.type === 'url_text_input' && !/^https?:\/\/\S+$/i.test(text))
    return 'Enter an address that starts with http.';
  return null;
}

function checkNumber(decimals: boolean, min: number | null, max: number | null, text: string): string | null {
  const number = Number(text);
  if (!Number.isFinite(number)) return 'Enter a number.';
  if (!decimals && !Number.isInteger(number)) return 'Enter a whole number.';
  if (min !== null && number < min) return `Enter ${min} or more.`;
  return max !== null && number > max ? `Enter ${max} or less.` : null;
}
