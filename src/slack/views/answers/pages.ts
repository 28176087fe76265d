import type { KnownBlock } from '@slack/types';
import type { Sentence } from '../../../domain/command.ts';
import { actions, button, context } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { PAGE } from '../../commands/sub-command.ts';
import { MAX } from '../../limits.ts';
import { code, cut, type Mrkdwn, md } from '../../mrkdwn.ts';
import { toWordsValue } from '../../typed-words.ts';
import { paragraphs } from './paragraphs.ts';

/** Long answers come in pages. A page button repeats the sentence with its page, so that nothing has to be remembered in between; the
 * answer is then what is true at that moment. */

export const PAGE_BACK = 'page:back';
export const PAGE_ON = 'page:on';

/** A screen or two of a phone. */
const LINES = 20;
/** Characters of a page, so that the rest of the message has room. */
const ROOM = 6_000;

/** The blocks of one page, with the buttons that lead to the others.
 * @param sentence absent: the answer to no question, which has one page; the rest is counted
 * @param perPage at most */
export function paged(lines: readonly Mrkdwn[], sentence: Sentence | undefined, perPage = LINES): KnownBlock[] {
  const pages = toPages(lines, perPage);
  const number = Math.min(sentence?.page ?? 1, pages.length);
  const shown = pages[number - 1] ?? [];
  const { blocks } = paragraphs(shown, Number.POSITIVE_INFINITY);
  if (pages.length < 2) return blocks;
  if (!sentence) return [...blocks, context(md`and ${lines.length - shown.length} more`)];
  const turn = turnButtons(sentence, number, pages.length);
  const how = turn.length > 0 ? md`` : md`: add ${code(`${PAGE}${(number % pages.length) + 1}`)}`;
  return [...blocks, ...turn, context(md`page ${number} of ${pages.length}${how}`)];
}

function turnButtons(sentence: Sentence, number: number, count: number) {
  const to = (page: number) => toWordsValue(`${withoutPage(sentence.text)} ${PAGE}${page}`.trim());
  const label = (page: number) => `Page ${page} of ${count} of ${SLASH_COMMAND} ${withoutPage(sentence.text)}`;
  return actions(
    number > 1
      ? button({ actionId: PAGE_BACK, text: 'Back', value: to(number - 1), label: label(number - 1) })
      : undefined,
    number < count
      ? button({ actionId: PAGE_ON, text: 'More', value: to(number + 1), label: label(number + 1) })
      : undefined,
  );
}

function withoutPage(text: string): string {
  return text.replace(/(?:^|\s)(?:--|[—–])page=\d{1,4}(?=\s|$)/g, '').trim();
}

function toPages(lines: readonly Mrkdwn[], perPage: number): Mrkdwn[][] {
  const pages: Mrkdwn[][] = [];
  let page: Mrkdwn[] = [];
  let length = 0;
  for (const whole of lines) {
    const line = cut(whole, MAX.sectionText);
    const size = line.mrkdwn.length + 1;
    if (page.length > 0 && (page.length >= perPage || length + size > ROOM)) {
      pages.push(page);
      page = [];
      length = 0;
    }
    page.push(line);
    length += size;
  }
  if (page.length > 0) pages.push(page);
  return pages;
}
