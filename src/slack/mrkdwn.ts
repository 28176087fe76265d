import { cutPlain, escapeText, neutralise, oneLine } from './foreign-text.ts';
import { safeUrl } from './safe-url.ts';

/** Text in Slack's mrkdwn, every foreign part of it escaped. It comes only from `md` and the functions of this file. */
export interface Mrkdwn {
  readonly mrkdwn: string;
}

/** Strings that are interpolated are foreign and are escaped; only Mrkdwn goes in as it is. */
export function md(parts: TemplateStringsArray, ...values: readonly (Mrkdwn | string | number)[]): Mrkdwn {
  const text = parts.map((part, index) => {
    const value = values[index];
    if (value === undefined) return part;
    return part + (typeof value === 'object' ? value.mrkdwn : foreign(String(value)).mrkdwn);
  });
  return { mrkdwn: text.join('') };
}

/** Somebody's words: one line, no formatting, no mentions, at most `max` characters of mrkdwn. */
export function foreign(text: string, max = Number.POSITIVE_INFINITY): Mrkdwn {
  return cut({ mrkdwn: escapeText(neutralise(oneLine(text))) }, max);
}

/** The name of a pipeline, stage or action. It keeps its underscores, so that it can be copied and found. */
export function name(text: string, max = 500): Mrkdwn {
  const shown = oneLine(text).replace(/[*~`]/gu, (mark) => neutralise(mark));
  return cut({ mrkdwn: escapeText(shown === '' ? 'unnamed' : shown) }, max);
}

/** Somebody's words or a command to type, in code style. */
export function code(text: string, max = 300): Mrkdwn {
  const shown = cutPlain(oneLine(text).replaceAll('`', 'ˋ'), max);
  return { mrkdwn: `\`${escapeText(shown === '' ? ' ' : shown)}\`` };
}

export function bold(text: Mrkdwn): Mrkdwn {
  return { mrkdwn: `*${text.mrkdwn}*` };
}

export function join(parts: readonly (Mrkdwn | undefined)[], separator: string): Mrkdwn {
  return { mrkdwn: parts.flatMap((part) => (part === undefined ? [] : [part.mrkdwn])).join(separator) };
}

/** A link where the address is one of those we link to, else the label alone. */
export function link(url: string | undefined, label: Mrkdwn): Mrkdwn {
  const safe = url === undefined ? undefined : safeUrl(url);
  return safe === undefined ? label : { mrkdwn: `<${escapeText(safe)}|${label.mrkdwn}>` };
}

/** Names a person so that Slack tells them. Only for those who must act. */
export function mention(userId: string): Mrkdwn {
  return /^[UW][A-Z0-9]{2,20}$/.test(userId) ? { mrkdwn: `<@${userId}>` } : foreign(userId, 100);
}

/** Names a user group so that Slack tells its people. Only for those who must act. */
export function userGroup(id: string): Mrkdwn {
  return /^S[A-Z0-9]{2,20}$/.test(id) ? { mrkdwn: `<!subteam^${id}>` } : foreign(id, 100);
}

export function channelName(channelId: string): Mrkdwn {
  return /^[CGD][A-Z0-9]{2,20}$/.test(channelId) ? { mrkdwn: `<#${channelId}>` } : foreign(channelId, 100);
}

const FORMATS = {
  time: '{time}',
  day: '{date_short_pretty} at {time}',
  deadline: '{date_short_pretty} at {time}, {ago}',
} as const;

/** An instant in the reader's own time zone, in UTC where Slack cannot tell it; told by the minute, so that seconds learned later
 * redraw nothing.
 * @param iso shown as it is when it is no instant */
export function slackDate(iso: string, format: keyof typeof FORMATS): Mrkdwn {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return foreign(iso, 40);
  const [day = '', time = ''] = new Date(ms).toISOString().split('T');
  const fallback = format === 'time' ? `${time.slice(0, 5)} UTC` : `${day} ${time.slice(0, 5)} UTC`;
  return { mrkdwn: `<!date^${Math.floor(ms / 60_000) * 60}^${FORMATS[format]}|${fallback}>` };
}

/** What is cut as a whole: a link, mention or date; an entity; a character. */
const ATOM = /<[^<>]*>|&(?:amp|lt|gt);|[\s\S]/gu;

/** Cuts to `max` characters as Slack counts them, never inside an entity, a link or a surrogate pair. */
export function cut(text: Mrkdwn, max: number): Mrkdwn {
  if (text.mrkdwn.length <= max) return text;
  let kept = '';
  for (const [atom] of text.mrkdwn.matchAll(ATOM)) {
    if (kept.length + atom.length > max - 1) break;
    kept += atom;
  }
  return { mrkdwn: `${kept.trimEnd()}…` };
}
