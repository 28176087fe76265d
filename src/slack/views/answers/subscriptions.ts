import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { Route } from '../../../domain/policy.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { bold, channelName, code, foreign, join, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { heardWords } from '../heard-words.ts';
import { paragraphs } from './paragraphs.ts';

const ROOM = 8_000;
const NAMES_TOLD = 40;

/** What a channel hears of and why, and what the person watches. */
export function drawSubscriptions({
  channel,
  routes,
  subscriptions,
  tagged,
  watched,
}: Extract<Answer, { kind: 'subscriptions' }>): Drawing {
  const lines = [
    ...routes.flatMap((route) => routeLine(route) ?? []),
    ...subscriptions.map(
      ({ byName, at, ...one }) => md`${heardWords(one)} · ${foreign(byName, 150)}, ${slackDate(at, 'day')}`,
    ),
    ...(tagged.length === 0 ? [] : [md`${namesOf(tagged)} · by the tag of the pipeline`]),
  ];
  const watching = watched.length === 0 ? md`You watch no pipeline.` : md`You watch ${namesOf(watched)}.`;
  const how = md`${code(`${SLASH_COMMAND} help subscribe`)} explains how to hear more, ${code(`${SLASH_COMMAND} unsubscribe`)} and ${code(`${SLASH_COMMAND} unwatch`)} end it.`;
  if (channel === undefined) return drawing(watching, [section(watching), context(how)]);
  const here = channelName(channel);
  const head = lines.length === 0 ? md`${here} hears of no pipeline.` : md`${here} hears of:`;
  const { blocks, left } = paragraphs(lines, ROOM);
  return drawing(md`${head} ${join(lines, '; ')} ${watching}`, [
    section(head),
    ...blocks,
    left > 0 ? context(md`and ${left} more`) : undefined,
    section(watching),
    context(how),
  ]);
}

/** @returns undefined for one that only lets people subscribe */
function routeLine({ pipelines, stages, send }: Route): Mrkdwn | undefined {
  const wishes = send.filter((kind) => kind !== 'subscribed');
  if (wishes.length === 0) return undefined;
  const where = stages === undefined ? md`` : md`, stages ${code(stages, 120)}`;
  return md`${heardWords({ wishes, pipelines })}${where} · by the policy`;
}

function namesOf(pipelines: readonly string[]): Mrkdwn {
  const told = pipelines.slice(0, NAMES_TOLD).map((pipeline) => bold(name(pipeline, 100)));
  const more = pipelines.length - told.length;
  return md`${join(told, ', ')}${more > 0 ? md` and ${more} more` : md``}`;
}
