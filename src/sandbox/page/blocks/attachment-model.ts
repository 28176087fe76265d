import type { BlockModel } from './block-model.ts';
import { toList, toRecord, toText } from './json-value.ts';
import { readBlocks } from './read-block.ts';

/** What stands below a message: the preview of a link, or something the app attached. */
export interface AttachmentModel {
  blocks: BlockModel[];
  /** a CSS colour; null: Slack's grey */
  color: string | null;
  pretext: string;
  author: string;
  title: string;
  titleLink: string;
  text: string;
  fields: { title: string; value: string }[];
  footer: string;
}

const NAMED = new Map([
  ['good', 'var(--green)'],
  ['warning', 'var(--amber)'],
  ['danger', 'var(--red)'],
]);

/** Reads Slack's attachments. Never throws; one that says nothing known shows its `fallback`. */
export function readAttachments(attachments: readonly unknown[]): AttachmentModel[] {
  return attachments.map((value) => {
    const given = toRecord(value);
    const said = {
      blocks: readBlocks(toList(given.blocks)),
      pretext: toText(given.pretext),
      author: toText(given.author_name),
      title: toText(given.title),
      titleLink: toText(given.title_link),
      text: toText(given.text),
      fields: toList(given.fields).map((field) => {
        const { title, value: words } = toRecord(field);
        return { title: toText(title), value: toText(words) };
      }),
      footer: toText(given.footer),
    };
    const isSilent = Object.values(said).every((part) => part.length === 0);
    return { ...said, color: readColor(toText(given.color)), ...(isSilent ? { text: toText(given.fallback) } : {}) };
  });
}

function readColor(color: string): string | null {
  const hex = /^#?([0-9a-f]{6})$/i.exec(color)?.[1];
  return hex === undefined ? (NAMED.get(color) ?? null) : `#${hex}`;
}
