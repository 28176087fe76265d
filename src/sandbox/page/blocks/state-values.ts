import type { BlockModel } from './block-model.ts';
import { type ElementModel, type FieldElement, isField, type Option } from './element-model.ts';

/** What stands in a field: nothing, one value, or several. */
export type FieldValue = readonly string[];
/** Values that differ from the initial ones, by `fieldKey`. */
export type Drafts = Readonly<Record<string, FieldValue>>;
/** Slack's `state.values`: by block_id, then by action_id. */
export type StateValues = Record<string, Record<string, unknown>>;

export interface Field {
  blockId: string;
  element: FieldElement;
  required: boolean;
}

export function fieldKey(blockId: string, actionId: string): string {
  return JSON.stringify([blockId, actionId]);
}

/** Every element of these blocks that holds a value, in order. */
export function fieldsOf(blocks: readonly BlockModel[]): Field[] {
  return blocks.flatMap((block) => {
    const required = block.kind === 'input' && !block.optional;
    return elementsOf(block).flatMap((element) =>
      isField(element) ? [{ blockId: block.blockId, element, required }] : [],
    );
  });
}

/** The elements of a block that somebody can act on. */
export function elementsOf(block: BlockModel): readonly ElementModel[] {
  if (block.kind === 'input') return [block.element];
  if (block.kind === 'actions') return block.elements;
  return block.kind === 'section' && block.accessory ? [block.accessory] : [];
}

export function fieldValue(field: Pick<Field, 'blockId' | 'element'>, drafts: Drafts): FieldValue {
  return drafts[fieldKey(field.blockId, field.element.actionId)] ?? field.element.initial;
}

/** What a submission carries: every field, also the untouched and the empty ones. */
export function collectValues(blocks: readonly BlockModel[], drafts: Drafts): StateValues {
  const values: StateValues = {};
  for (const field of fieldsOf(blocks)) {
    const ofBlock = values[field.blockId] ?? {};
    ofBlock[field.element.actionId] = toStateValue(field.element, fieldValue(field, drafts));
    values[field.blockId] = ofBlock;
  }
  return values;
}

/** One field in Slack's words; an empty one is null (or an empty list), never left out. */
export function toStateValue(element: FieldElement, value: FieldValue): Record<string, unknown> {
  const { type } = element;
  const first = value[0] ?? null;
  switch (element.kind) {
    case 'file':
      return { type, files: value.map((id) => ({ id })) };
    case 'entry':
      if (element.type === 'rich_text_input') return { type, rich_text_value: toRichText(first) };
      return { type, value: first === '' ? null : first };
    case 'picker':
      if (element.type === 'datepicker') return { type, selected_date: first };
      if (element.type === 'timepicker') return { type, selected_time: first };
      return { type, selected_date_time: first === null ? null : Number(first) };
    case 'choice':
      return element.type === 'checkboxes'
        ? { type, selected_options: pick(element.options, value) }
        : { type, selected_option: pick(element.options, value)[0] ?? null };
    case 'select': {
      if (element.source === 'static' || element.source === 'external') {
        const options = element.groups.flatMap((group) => group.options);
        const picked = pick(options, value);
        return element.multiple ? { type, selected_options: picked } : { type, selected_option: picked[0] ?? null };
      }
      const noun = element.source.replace(/s$/, '');
      return element.multiple
        ? { type, [`selected_${element.source}`]: [...value] }
        : { type, [`selected_${noun}`]: first };
    }
  }
}

function toRichText(text: string | null): unknown {
  if (text === null || text === '') return null;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function pick(options: readonly Option[], values: FieldValue): unknown[] {
  return options.filter((option) => values.includes(option.value)).map((option) => option.raw);
}
