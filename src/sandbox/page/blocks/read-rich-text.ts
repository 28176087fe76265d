import { emojiGlyph } from '../text/emoji.ts';
import { toSafeLink } from '../text/safe-link.ts';
import { toList, toNumber, toRecord, toText } from './json-value.ts';
import type { RichTextLeaf, RichTextPart } from './rich-text-model.ts';

/** Reads the `elements` of a rich_text block. Never throws. */
export function readRichText(elements: unknown): RichTextPart[] {
  return toList(elements).map(readPart);
}

function readPart(value: unknown): RichTextPart {
  const part = toRecord(value);
  const type = toText(part.type);
  switch (type) {
    case 'rich_text_section':
      return { kind: 'section', leaves: readLeaves(part.elements) };
    case 'rich_text_quote':
      return { kind: 'quote', leaves: readLeaves(part.elements) };
    case 'rich_text_preformatted':
      return { kind: 'preformatted', leaves: readLeaves(part.elements) };
    case 'rich_text_list':
      return {
        kind: 'list',
        ordered: part.style === 'ordered',
        indent: Math.min(8, Math.max(0, toNumber(part.indent) ?? 0)),
        start: (toNumber(part.offset) ?? 0) + 1,
        items: toList(part.elements).map((item) => readLeaves(toRecord(item).elements)),
      };
    default:
      return { kind: 'unsupported', type: type || 'unknown' };
  }
}

function readLeaves(elements: unknown): RichTextLeaf[] {
  return toList(elements).map(readLeaf);
}

function readLeaf(value: unknown): RichTextLeaf {
  const leaf = toRecord(value);
  const flags = toRecord(leaf.style);
  const style = {
    bold: flags.bold === true,
    italic: flags.italic === true,
    strike: flags.strike === true,
    code: flags.code === true,
  };
  const type = toText(leaf.type);
  switch (type) {
    case 'text':
      return { kind: 'text', style, text: toText(leaf.text) };
    case 'link':
      return { kind: 'link', style, href: toSafeLink(toText(leaf.url)), text: toText(leaf.text) || toText(leaf.url) };
    case 'user':
      return { kind: 'user', style, id: toText(leaf.user_id) };
    case 'channel':
      return { kind: 'channel', style, id: toText(leaf.channel_id) };
    case 'usergroup':
      return { kind: 'group', style, id: toText(leaf.usergroup_id) };
    case 'broadcast':
      return { kind: 'broadcast', style, range: toText(leaf.range) };
    case 'emoji':
      return { kind: 'emoji', style, name: toText(leaf.name), glyph: emojiGlyph(toText(leaf.name)) };
    case 'date':
      return {
        kind: 'date',
        style,
        epochSeconds: toNumber(leaf.timestamp) ?? Number.NaN,
        format: toText(leaf.format),
        href: toSafeLink(toText(leaf.url)),
        fallback: toText(leaf.fallback),
      };
    default:
      return { kind: 'unsupported', style, type: type || 'unknown' };
  }
}
