import type { ElementModel, ImageElement, TextObject } from './element-model.ts';
import type { RichTextPart } from './rich-text-model.ts';

/** Block Kit as the page draws it. Whatever it cannot draw is `unsupported` and still shown. */
export type BlockModel =
  | SectionBlock
  | InputBlock
  | { kind: 'header'; blockId: string; text: TextObject }
  | { kind: 'divider'; blockId: string }
  | { kind: 'context'; blockId: string; elements: (TextObject | ImageElement)[] }
  | { kind: 'actions'; blockId: string; elements: ElementModel[] }
  | { kind: 'image'; blockId: string; url: string; alt: string; title: TextObject | null }
  | { kind: 'rich_text'; blockId: string; parts: RichTextPart[] }
  | { kind: 'unsupported'; blockId: string; type: string };

export interface SectionBlock {
  kind: 'section';
  blockId: string;
  text: TextObject | null;
  fields: TextObject[];
  accessory: ElementModel | null;
}

export interface InputBlock {
  kind: 'input';
  blockId: string;
  label: TextObject;
  hint: TextObject | null;
  optional: boolean;
  dispatches: boolean;
  element: ElementModel;
}
