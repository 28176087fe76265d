import { emojiGlyph } from './emoji.ts';
import { decodeEntities } from './entities.ts';
import type { Inline } from './mrkdwn-nodes.ts';
import { toSafeLink } from './safe-link.ts';

const MENTION = /^([@#])([A-Z0-9]{2,})(?:\|([^|]*))?$/;
const GROUP = /^!subteam\^([A-Z0-9]{2,})(?:\|([^|]*))?$/;
const BROADCAST = /^!(here|channel|everyone)(?:\|[^|]*)?$/;
const DATE = /^!date\^(-?\d{1,12})\^([^^|]+)(?:\^([^|]*))?\|([^|]*)$/;

/** Reads what Slack writes between `<` and `>`: a mention, a date or a link.
 * @param content without the brackets
 * @returns null when it is none of them; the text then stays as it was written */
export function parseAngle(content: string): Inline | null {
  return parseMention(content) ?? parseDate(content) ?? parseLink(content);
}

function parseMention(content: string): Inline | null {
  const mention = MENTION.exec(content);
  if (mention) {
    return { kind: mention[1] === '@' ? 'user' : 'channel', id: mention[2] ?? '', label: toLabel(mention[3]) };
  }
  const group = GROUP.exec(content);
  if (group) return { kind: 'group', id: group[1] ?? '', label: toLabel(group[2]) };
  const range = BROADCAST.exec(content)?.[1];
  if (range === 'here' || range === 'channel' || range === 'everyone') return { kind: 'broadcast', range };
  return null;
}

function parseDate(content: string): Inline | null {
  const match = DATE.exec(content);
  if (!match) return null;
  return {
    kind: 'date',
    epochSeconds: Number(match[1]),
    format: decodeEntities(match[2] ?? ''),
    href: match[3] === undefined ? null : toSafeLink(decodeEntities(match[3])),
    fallback: decodeEntities(match[4] ?? ''),
  };
}

function parseLink(content: string): Inline | null {
  const bar = content.indexOf('|');
  const address = decodeEntities(bar < 0 ? content : content.slice(0, bar));
  const href = toSafeLink(address);
  if (href === null) return null;
  const label = bar < 0 ? '' : content.slice(bar + 1);
  return { kind: 'link', href, children: label === '' ? [{ kind: 'text', text: address }] : withEmoji(label) };
}

function withEmoji(label: string): Inline[] {
  const parts = label.split(/(:[a-z0-9_+'-]{1,80}:)/).filter((part) => part !== '');
  return parts.map((part): Inline => {
    const name = part.slice(1, -1);
    const glyph = part.startsWith(':') ? emojiGlyph(name) : null;
    return glyph === null ? { kind: 'text', text: decodeEntities(part) } : { kind: 'emoji', name, glyph };
  });
}

function toLabel(label: string | undefined): string | null {
  return label ? decodeEntities(label) : null;
}
