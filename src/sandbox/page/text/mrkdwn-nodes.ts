/** What a piece of mrkdwn says, before anybody draws it. A link's `href` is always http, https or mailto. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike' | 'code'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'user' | 'channel' | 'group'; id: string; label: string | null }
  | { kind: 'broadcast'; range: Broadcast }
  | { kind: 'date'; epochSeconds: number; format: string; href: string | null; fallback: string }
  | { kind: 'emoji'; name: string; glyph: string };

export type Broadcast = 'here' | 'channel' | 'everyone';

export type Paragraph =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'quote'; children: Inline[] }
  | { kind: 'pre'; children: Inline[] };

export interface MrkdwnOptions {
  /** as in Slack's text objects: bare URLs, `#channel` and `@here` stay plain words */
  verbatim?: boolean;
  /** channel names that become links when they are written as `#name`, to their ids */
  channelIds?: Readonly<Record<string, string>>;
}
