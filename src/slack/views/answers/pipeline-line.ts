import type { PipelineLine } from '../../../app/answer.ts';
import { pipelineUrl } from '../../console-links.ts';
import { bold, join, link, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { CLOSED, MARK } from '../states.ts';

const CLOSED_TOLD = 4;

/** `⏸ shop-web  Prod waits for approval since 14:02 · ⊘ Prod is closed`
 * @param withRegion where pipelines of several regions stand together */
export function pipelineLine(line: PipelineLine, withRegion: boolean): Mrkdwn {
  const region = withRegion ? md` (${name(line.ref.region, 40)})` : md``;
  const head = md`${MARK[line.state]} ${bold(link(pipelineUrl(line.ref), name(line.name ?? line.ref.pipeline)))}${region}  ${stateWords(line)}`;
  return join([head, closedWords(line.closedStages)], ' · ');
}

const UNREAD_TOLD = 5;

/** What is not there because nobody could look. */
export function unreadWords(unread: readonly string[] = []): Mrkdwn | undefined {
  if (unread.length === 0) return undefined;
  const told = unread.slice(0, UNREAD_TOLD).map((place) => name(place, 150));
  const more = unread.length > UNREAD_TOLD ? md` and ${unread.length - UNREAD_TOLD} more` : md``;
  return md`${join(told, ', ')}${more} could not be read now: what is there is missing here.`;
}

function stateWords({ state, stage, since }: PipelineLine): Mrkdwn {
  const when = since === undefined ? md`` : md` since ${slackDate(since, 'day')}`;
  const where = stage === undefined ? undefined : name(stage, 200);
  switch (state) {
    case 'waiting':
      return where ? md`${where} is waiting for approval${when}` : md`waiting for approval${when}`;
    case 'failed':
      return where ? md`failed in ${where}${when}` : md`failed${when}`;
    case 'running':
      return where ? md`${where} is running${when}` : md`running${when}`;
    case 'stopped':
      return where ? md`stopped in ${where}${when}` : md`stopped${when}`;
    case 'succeeded':
      return md`succeeded${when}`;
    case 'none':
      return md`has never run`;
  }
}

function closedWords(stages: readonly string[]): Mrkdwn | undefined {
  if (stages.length === 0) return undefined;
  const told = stages.slice(0, CLOSED_TOLD).map((stage) => name(stage, 200));
  const more = stages.length > CLOSED_TOLD ? md` and ${stages.length - CLOSED_TOLD} more` : md``;
  return md`${CLOSED} ${join(told, ', ')}${more} closed`;
}

export function severalRegions(lines: readonly PipelineLine[]): boolean {
  return new Set(lines.map(({ ref }) => `${ref.account} ${ref.region}`)).size > 1;
}
