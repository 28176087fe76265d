import type { BlockModel } from './block-model.ts';
import type { ImageElement, TextObject } from './element-model.ts';
import { toList, toRecord, toText } from './json-value.ts';
import { plain, readText } from './read-composition.ts';
import { readElement } from './read-element.ts';
import { readRichText } from './read-rich-text.ts';

/** Reads the blocks of a message or view. Never throws and never drops one. */
export function readBlocks(blocks: readonly unknown[]): BlockModel[] {
  return blocks.map(readBlock);
}

export function readBlock(value: unknown): BlockModel {
  const block = toRecord(value);
  const type = toText(block.type);
  const blockId = toText(block.block_id);
  switch (type) {
    case 'section':
      return {
        kind: 'section',
        blockId,
        text: readText(block.text),
        fields: toList(block.fields).flatMap((field) => readText(field) ?? []),
        accessory: block.accessory === undefined ? null : readElement(block.accessory),
      };
    case 'header':
      return { kind: 'header', blockId, text: readText(block.text) ?? plain('') };
    case 'divider':
      return { kind: 'divider', blockId };
    case 'context':
      return { kind: 'context', blockId, elements: toList(block.elements).map(readContextElement) };
    case 'actions':
      return { kind: 'actions', blockId, elements: toList(block.elements).map(readElement) };
    case 'input':
      return {
        kind: 'input',
        blockId,
        label: readText(block.label) ?? plain(''),
        hint: readText(block.hint),
        optional: block.optional === true,
        dispatches: block.dispatch_action === true,
        element: readElement(block.element),
      };
    case 'image':
      return {
        kind: 'image',
        blockId,
        url: toText(block.image_url),
        alt: toText(block.alt_text),
        title: readText(block.title),
      };
    case 'rich_text':
      return { kind: 'rich_text', blockId, parts: readRichText(block.elements) };
    default:
      return { kind: 'unsupported', blockId, type: type || 'unknown' };
  }
}

function readContextElement(value: unknown): TextObject | ImageElement {
  const element = readElement(value);
  if (element.kind === 'image') return element;
  return readText(value) ?? plain(`unsupported element: ${toText(toRecord(value).type) || 'unknown'}`);
}
