import { boolean, byType, type Check, integer, list, object, string } from './check.ts';
import { blockId, url } from './composition.ts';

/** Rich text: the one block whose text is a tree. */

const id = string({ min: 1 });
const style = object({
  bold: boolean,
  italic: boolean,
  strike: boolean,
  code: boolean,
  underline: boolean,
  highlight: boolean,
  client_highlight: boolean,
  unlink: boolean,
});

const text = object({ text: string({ min: 1 }), style }, { required: ['text'] });
const link = object({ url, text: string(), unsafe: boolean, style }, { required: ['url'] });

const LEAFS: Record<string, Check> = {
  text,
  link,
  emoji: object(
    { name: id, unicode: string(), url: string(), skin_tone: integer(1, 6), style },
    { required: ['name'] },
  ),
  user: object({ user_id: id, style }, { required: ['user_id'] }),
  usergroup: object({ usergroup_id: id, style }, { required: ['usergroup_id'] }),
  channel: object({ channel_id: id, style }, { required: ['channel_id'] }),
  team: object({ team_id: id, style }, { required: ['team_id'] }),
  broadcast: object({ range: string({ oneOf: ['here', 'channel', 'everyone'] }), style }, { required: ['range'] }),
  date: object(
    { timestamp: integer(0, 9_999_999_999), format: id, url: string(), fallback: string(), style },
    { required: ['timestamp', 'format'] },
  ),
  color: object({ value: id, style }, { required: ['value'] }),
};

const border = integer(0, 1);
const section = object({ elements: list(byType(LEAFS)) }, { required: ['elements'] });

const PARTS: Record<string, Check> = {
  rich_text_section: section,
  rich_text_list: object(
    {
      elements: list(byType({ rich_text_section: section })),
      style: string({ oneOf: ['bullet', 'ordered'] }),
      indent: integer(0, 8),
      offset: integer(0, 1_000_000),
      border,
    },
    { required: ['elements', 'style'] },
  ),
  rich_text_quote: object({ elements: list(byType(LEAFS)), border }, { required: ['elements'] }),
  rich_text_preformatted: object(
    { elements: list(byType({ text, link })), border, language: string() },
    { required: ['elements'] },
  ),
};

const members = object({ block_id: blockId, elements: list(byType(PARTS)) }, { required: ['elements'] });

/** A whole `rich_text` block, also where another block holds one. */
export const richTextBlock: Check = byType({ rich_text: members });
