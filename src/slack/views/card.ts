import type { DrawContext, Drawing } from '../../app/ports.ts';
import { shortId } from '../../domain/ids.ts';
import type { Progress } from '../../domain/progress.ts';
import { actions, button, context, menu, sectionWithMenu } from '../blocks.ts';
import { executionUrl } from '../console-links.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name } from '../mrkdwn.ts';
import { type Reference, toBlockId, toValue } from '../reference.ts';
import { cardWords } from './card-words.ts';
import { closedWords } from './closed-words.ts';
import { drawing } from './drawing.ts';
import { failureReason } from './failure-reason.ts';
import { pipelineName } from './pipeline-name.ts';
import { provenance } from './provenance.ts';
import { readSignedWords } from './signed-words.ts';
import { CLOSED, isAlive, MARK } from './states.ts';
import { currentStage, nextStage, placeWords, stageStrip } from './strip.ts';

export const STOP = 'execution:stop';
export const CARD_MENU = 'card:menu';
/** What the card's menu offers. */
export const CARD_OPTIONS = {
  disable: 'disable',
  start: 'start',
  rollback: 'rollback',
  console: 'console',
  more: 'more',
} as const;

/** The one message that follows an execution from its first event to its end. */
export function drawCard({ progress, decisions, actIn }: DrawContext): Drawing {
  const headline = md`${MARK[progress.state]} ${cardHeadline(progress, decisions)}`;
  return drawing(cardWords(progress, decisions), [
    sectionWithMenu(join([headline, stageStrip(progress)], '\n'), actIn ? cardMenu(progress) : undefined),
    context(provenance(progress)),
    progress.closed && context(md`${CLOSED} ${closedWords(progress.closed)}`),
    ...actions(actIn ? stopButton(progress) : undefined),
  ]);
}

/** `shop-web · Staging is running`: what, where, now. */
export function cardHeadline(progress: Progress, decisions: DrawContext['decisions']): Mrkdwn {
  const pipeline = bold(link(executionUrl(progress.ref), name(pipelineName(progress))));
  const stage = currentStage(progress);
  const where = stage === undefined ? undefined : name(stage.name, 200);
  const inStage = placeWords(progress, 200);
  switch (progress.state) {
    case 'running':
      return stage?.state === 'running'
        ? md`${pipeline} · ${where ?? ''} is running`
        : md`${pipeline} is running${nextWords(progress)}`;
    case 'waiting':
      return where === undefined
        ? md`${pipeline} is waiting for approval`
        : md`${pipeline} · ${where} is waiting for approval`;
    case 'stopping':
      return md`${pipeline} is stopping${inStage}${reason(progress)}`;
    case 'succeeded':
      return md`${pipeline} succeeded${deployedTo(progress)}`;
    case 'failed': {
      const why = failureReason(progress, decisions);
      return why === undefined
        ? md`${pipeline} failed${inStage}`
        : md`${pipeline} failed${inStage}: ${foreign(why, 400)}`;
    }
    case 'stopped':
    case 'abandoned':
      return md`${pipeline} stopped${inStage}${reason(progress)}`;
    case 'superseded': {
      const next = nextStage(progress);
      return next === undefined
        ? md`${pipeline} · superseded`
        : md`${pipeline} · superseded before ${name(next.name, 200)}`;
    }
    case 'cancelled':
      return md`${pipeline} was cancelled${inStage}: the pipeline was changed meanwhile`;
  }
}

/** Between two stages, or in front of a closed way, no stage runs. */
function nextWords(progress: Progress): Mrkdwn {
  const next = nextStage(progress);
  return next === undefined ? md`` : md` · ${name(next.name, 200)} is next`;
}

/** ` by Ben Okafor: “wrong branch”`, as far as anybody said so. */
function reason({ stopReason }: Progress): Mrkdwn {
  const { byName, words } = readSignedWords(stopReason ?? '');
  const by = byName === undefined ? md`` : md` by ${foreign(byName, 150)}`;
  return words === '' ? by : md`${by}: “${foreign(words, 400)}”`;
}

function deployedTo(progress: Progress): Mrkdwn {
  const live = liveStage(progress);
  return live === undefined ? md`` : md` · live in ${name(live.name, 200)}`;
}

/** Only where something is deployed is anything live. */
function liveStage({ stages }: Progress) {
  return stages.findLast(({ actions }) => actions.some(({ category }) => category === 'Deploy'));
}

export function executionReference(progress: Progress): Reference {
  const { account, region, pipeline, executionId } = progress.ref;
  return { account, region, pipeline, executionId };
}

/** The execution as `Stop` means it: this attempt and no later one. */
export function attemptReference(progress: Progress): Reference {
  return { ...executionReference(progress), run: `a${progress.attempt}` };
}

export function stopButton(progress: Progress) {
  if (progress.state !== 'running' && progress.state !== 'waiting') return undefined;
  const { pipeline, executionId } = progress.ref;
  return button({
    actionId: STOP,
    text: 'Stop…',
    value: toValue(attemptReference(progress)),
    label: `Stop ${pipeline} ${shortId(executionId)}`,
  });
}

function cardMenu(progress: Progress) {
  return isAlive(progress.state) ? menuUnderway(progress) : menuAtRest(progress);
}

/** Closing the way ahead is offered where it is not closed; all else that applies is behind `More…`. */
function menuUnderway(progress: Progress) {
  const next = nextStage(progress);
  const reference = { ...executionReference(progress), ...(next === undefined ? {} : { stage: next.name }) };
  return menu(CARD_MENU, toBlockId(reference), [
    next === undefined || next.name === progress.closed?.stage
      ? undefined
      : { value: CARD_OPTIONS.disable, text: 'Close the way ahead…' },
    consoleOption(progress),
    MORE_OPTION,
  ]);
}

/** What was good can be taken back, from where it is live; whatever ended can be had again. */
function menuAtRest(progress: Progress) {
  const live = progress.state === 'succeeded' ? liveStage(progress) : undefined;
  const reference = { ...executionReference(progress), ...(live === undefined ? {} : { stage: live.name }) };
  return menu(CARD_MENU, toBlockId(reference), [
    live === undefined ? undefined : { value: CARD_OPTIONS.rollback, text: `Roll back ${live.name}…` },
    { value: CARD_OPTIONS.start, text: 'Start the pipeline…' },
    consoleOption(progress),
    MORE_OPTION,
  ]);
}

const MORE_OPTION = { value: CARD_OPTIONS.more, text: 'More…' };

function consoleOption({ ref }: Progress) {
  const url = executionUrl(ref);
  return url === undefined ? undefined : { value: CARD_OPTIONS.console, text: 'Open in console', url };
}
