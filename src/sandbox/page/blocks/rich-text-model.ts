export interface LeafStyle {
  bold: boolean;
  italic: boolean;
  strike: boolean;
  code: boolean;
}

export type RichTextLeaf = { style: LeafStyle } & (
  | { kind: 'text'; text: string }
  | { kind: 'link'; href: string | null; text: string }
  | { kind: 'user' | 'channel' | 'group'; id: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'emoji'; name: string; glyph: string | null }
  | { kind: 'date'; epochSeconds: number; format: string; href: string | null; fallback: string }
  | { kind: 'unsupported'; type: string }
);

export type RichTextPart =
  | { kind: 'section' | 'quote' | 'preformatted'; leaves: RichTextLeaf[] }
  | { kind: 'list'; ordered: boolean; indent: number; start: number; items: RichTextLeaf[][] }
  | { kind: 'unsupported'; type: string };
