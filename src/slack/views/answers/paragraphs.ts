import type { SectionBlock } from '@slack/types';
import { section } from '../../blocks.ts';
import { MAX } from '../../limits.ts';
import { join, type Mrkdwn } from '../../mrkdwn.ts';

/** Puts lines into as few sections as take them whole.
 * @param room characters for all of them
 * @returns how many lines found no room, beside the sections */
export function paragraphs(lines: readonly Mrkdwn[], room: number): { blocks: SectionBlock[]; left: number } {
  const pages: Mrkdwn[][] = [];
  let page: Mrkdwn[] = [];
  let pageLength = 0;
  let total = 0;
  let shown = 0;
  for (const line of lines) {
    const length = line.mrkdwn.length + 1;
    if (total + length > room) break;
    if (page.length > 0 && pageLength + length > MAX.sectionText) {
      pages.push(page);
      page = [];
      pageLength = 0;
    }
    page.push(line);
    pageLength += length;
    total += length;
    shown += 1;
  }
  if (page.length > 0) pages.push(page);
  return { blocks: pages.map((each) => section(join(each, '\n'))), left: lines.length - shown };
}
