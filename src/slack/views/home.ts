import type { KnownBlock } from '@slack/types';
import type { PipelineLine } from '../../app/answer.ts';
import type { Home, WaitingForMe } from '../../app/home.ts';
import { type PipelineRef, shortId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/operation.ts';
import type { Progress } from '../../domain/progress.ts';
import { actions, button, context, header, section } from '../blocks.ts';
import { executionUrl } from '../console-links.ts';
import { bold, join, link, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { toValue } from '../reference.ts';
import { orderWords } from './answers/freezes.ts';
import { pipelineLine, severalRegions, unreadWords } from './answers/pipeline-line.ts';
import { ENABLE } from './answers/status.ts';
import { approvalBody, approvalHeadline, decisionButtons } from './approval.ts';
import { termsWords } from './approval-terms.ts';
import { cardHeadline, executionReference } from './card.ts';
import { moreAbout } from './more.ts';
import { pipelineName } from './pipeline-name.ts';
import { refusalWords } from './problem.ts';
import { CLOSED, MARK } from './states.ts';
import { stageStrip } from './strip.ts';

export const START_PIPELINE = 'home:start';
export const LOOK_UP_PIPELINE = 'home:look-up';

/** Slack takes a hundred blocks; people read far fewer. */
const SHOWN = { waiting: 10, running: 15, closed: 10, ways: 3, freezes: 5, red: 5 } as const;

/** What waits for one person, what runs, what is closed, and one line on all the rest. */
export function drawHome(home: Home, qualifiedName: (ref: PipelineRef) => string | undefined): KnownBlock[] {
  const called = (progress: Progress): Progress => {
    const qualified = qualifiedName(progress.ref);
    return qualified === undefined ? progress : { ...progress, qualifiedName: qualified };
  };
  const waiting = home.waiting.map((one) => ({ ...one, progress: called(one.progress) }));
  return [
    header('Waiting for you'),
    ...listed(waiting, SHOWN.waiting, waitingBlocks, md`Nothing waits for you.`),
    header('Running now'),
    ...listed(home.running.map(called), SHOWN.running, runningBlocks, md`Nothing runs.`),
    ...closedOrFrozen(home),
    ...red(home),
    { type: 'divider' },
    context(healthWords(home)),
    ...actions(
      button({ actionId: START_PIPELINE, text: 'Start a pipeline…', value: 'start', label: 'Start a pipeline' }),
      button({
        actionId: LOOK_UP_PIPELINE,
        text: 'Look up a pipeline…',
        value: 'look-up',
        label: 'Look up a pipeline',
      }),
    ),
  ];
}

/** For those who may see nothing. */
export function drawNoHome(refusal: Refusal): KnownBlock[] {
  return [section(refusalWords(refusal))];
}

function listed<T>(all: readonly T[], most: number, draw: (one: T) => KnownBlock[], none: Mrkdwn): KnownBlock[] {
  if (all.length === 0) return [context(none)];
  const more = all.length > most ? [context(md`and ${all.length - most} more`)] : [];
  return [...all.slice(0, most).flatMap(draw), ...more];
}

function waitingBlocks({ progress, approval, terms, votes }: WaitingForMe): KnownBlock[] {
  const outcome = { mark: MARK.waiting, word: 'is waiting for approval', open: true };
  return [
    section(approvalHeadline(progress, approval, outcome)),
    context(join([approvalBody(progress, approval), termsWords(terms, votes, approval.deadline)], '\n')),
    ...decisionButtons(progress, approval, terms),
  ];
}

function runningBlocks(progress: Progress): KnownBlock[] {
  const id = link(executionUrl(progress.ref), name(shortId(progress.ref.executionId), 60));
  const headline = md`${MARK[progress.state]} ${cardHeadline(progress, {})} · ${id}`;
  const called = `${pipelineName(progress)} ${shortId(progress.ref.executionId)}`;
  return [section(join([headline, stageStrip(progress)], '\n'), moreAbout(executionReference(progress), called))];
}

function closedOrFrozen({ closed, freezes }: Home): KnownBlock[] {
  if (closed.length + freezes.length === 0) return [];
  const frozen = freezes
    .slice(0, SHOWN.freezes)
    .map((freeze) => md`${CLOSED} ${orderWords(freeze)} · until ${slackDate(freeze.until, 'day')}`);
  const more = freezes.length > frozen.length ? [context(md`and ${freezes.length - frozen.length} more freezes`)] : [];
  return [
    header('Closed and frozen'),
    ...(frozen.length > 0 ? [section(join(frozen, '\n')), ...more] : []),
    ...(closed.length > 0 ? listed(closed, SHOWN.closed, (line) => closedBlocks(line), md``) : []),
  ];
}

/** The button opens one way; the words behind it tell of all. */
function closedBlocks({ ref, name: called = ref.pipeline, closedStages }: PipelineLine): KnownBlock[] {
  const stages = closedStages.slice(0, SHOWN.ways).map((stage) => name(stage, 200));
  const more = closedStages.length > stages.length ? md` and ${closedStages.length - stages.length} more` : md``;
  const [only, ...others] = closedStages;
  const element =
    only !== undefined && others.length === 0
      ? button({
          actionId: ENABLE,
          text: 'Open the way…',
          value: toValue({ ...toReference(ref), stage: only }),
          label: `Open the way to ${only} of ${called}`,
        })
      : moreAbout(toReference(ref), called);
  const verb = closedStages.length === 1 ? 'is' : 'are';
  return [section(md`${CLOSED} ${bold(name(called))} · ${join(stages, ', ')}${more} ${verb} closed`, element)];
}

function red({ red: lines }: Home): KnownBlock[] {
  if (lines.length === 0) return [];
  const withRegion = severalRegions(lines);
  return [
    header('Red'),
    ...listed(
      lines,
      SHOWN.red,
      (line) => [
        section(pipelineLine(line, withRegion), moreAbout(toReference(line.ref), line.name ?? line.ref.pipeline)),
      ],
      md``,
    ),
  ];
}

const toReference = ({ account, region, pipeline }: PipelineRef) => ({ account, region, pipeline });

/** `✓ 11 of 12 pipelines are healthy · prod/eu-west-1 could not be read now` */
function healthWords({ healthy, pipelines, unread }: Home): Mrkdwn {
  const count =
    pipelines === 0
      ? md`There are no pipelines here.`
      : md`${MARK.succeeded} ${healthy} of ${pipelines} ${pipelines === 1 ? 'pipeline is' : 'pipelines are'} healthy.`;
  return join([count, unreadWords(unread), md`This page stays up to date for an hour after you open it.`], ' ');
}
