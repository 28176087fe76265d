import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { Sentence } from '../../../domain/command.ts';
import type { FreezeOrder, Lift } from '../../../domain/freeze.ts';
import { shortId } from '../../../domain/ids.ts';
import { context, section } from '../../blocks.ts';
import { foreign, join, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { frozenWords } from '../freeze-words.ts';
import { CLOSED } from '../states.ts';
import { paged } from './pages.ts';
import { choosable } from './run-words.ts';

const PIPELINES_TOLD = 40;

/** What is frozen now, and the windows that come next. */
export function drawFreezes(
  { freezes, next }: Extract<Answer, { kind: 'freezes' }>,
  sentence: Sentence | undefined,
): Drawing {
  const head = freezes.length === 0 ? md`Nothing is frozen now.` : md`${freezes.length} in force now.`;
  const now = freezes.flatMap((freeze) => [
    md`${CLOSED} ${orderWords(freeze)} · until ${slackDate(freeze.until, 'day')}`,
    ...freeze.lifts.map(liftWords),
  ]);
  const coming = next.map((order) => md`from ${slackDate(order.from, 'day')}: ${orderWords(order)}`);
  return drawing(head, [
    ...(freezes.length === 0 ? [section(head)] : paged(now, sentence)),
    coming.length > 0 ? context(join(coming, '\n')) : undefined,
  ]);
}

export function orderWords({ pipelines, stages, reason, byName }: FreezeOrder): Mrkdwn {
  const target = { pipeline: pipelines, ...(stages === undefined ? {} : { stages }) };
  const by = byName === undefined ? md`` : md` · ${foreign(byName, 150)}`;
  return md`${frozenWords(target)}: “${foreign(reason, 300)}”${by}`;
}

function liftWords({ pipelines, stages, executionId, byName, reason }: Lift): Mrkdwn {
  const target = { pipeline: pipelines, ...(stages === undefined ? {} : { stages }) };
  const what = executionId === undefined ? md`` : md`${name(shortId(executionId), 60)} in `;
  const why = reason === '' ? md`` : md`: “${foreign(reason, 300)}”`;
  return md`      but not ${what}${stages === undefined ? name(pipelines, 200) : frozenWords(target)}, by ${foreign(byName, 150)}${why}`;
}

/** A freeze of many pipelines names them before it is done. */
export function drawConfirmFreeze({ deed, pipelines, command }: Extract<Answer, { kind: 'confirm_freeze' }>): Drawing {
  const until = deed.kind === 'freeze' ? md` until ${slackDate(deed.until, 'day')}` : md``;
  const verb = deed.kind === 'freeze' ? 'Freeze' : 'End the freeze of';
  const count = pipelines.length === 1 ? '1 pipeline' : `${pipelines.length} pipelines`;
  const told = pipelines.slice(0, PIPELINES_TOLD).map((pipeline) => name(pipeline, 100));
  const more = pipelines.length > told.length ? md` and ${pipelines.length - told.length} more` : md``;
  const question = md`${verb} ${frozenWords(deed.target)}, ${count} now${until}: ${join(told, ', ')}${more}?`;
  return drawing(question, [choosable(question, command)]);
}
