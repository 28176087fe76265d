import type { KnownBlock } from '@slack/types';
import type { Answer, StatusView } from '../../../app/answer.ts';
import { blocksIn } from '../../../app/blocked-by.ts';
import type { LiveAction, LiveStage } from '../../../app/codepipeline-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { Sentence } from '../../../domain/command.ts';
import { shortId } from '../../../domain/ids.ts';
import { actions, button, context, section } from '../../blocks.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { toValue } from '../../reference.ts';
import { APPROVE, REJECT } from '../approval.ts';
import { closedWords } from '../closed-words.ts';
import { ruleWords } from '../condition-words.ts';
import { drawing } from '../drawing.ts';
import { OVERRIDE } from '../failure.ts';
import { CLOSED, MARK } from '../states.ts';
import { paged } from './pages.ts';
import { executionLink, executionWord, markOf, pipelineHead } from './reading-head.ts';

export const ENABLE = 'transition:enable';

const EXECUTIONS_SHOWN = 5;
const APPROVALS_SHOWN = 8;
const CLOSED_SHOWN = 8;
const BLOCKED_SHOWN = 2;

/** How one pipeline stands now, stage by stage, with the buttons for what waits or is closed.
 * @param sentence absent: shown because a deed was not understood */
export function drawStatus({ status }: Extract<Answer, { kind: 'status' }>, sentence: Sentence | undefined): Drawing {
  const called = status.name ?? status.ref.pipeline;
  const stages = status.live.stages.flatMap((stage) => stageLines(status, stage));
  const closed = status.live.stages.filter(({ inbound }) => !inbound.enabled);
  const approvals = status.approvals.slice(0, APPROVALS_SHOWN);
  return drawing(statusWords(status), [
    section(md`${pipelineHead({ ref: status.ref, name: called })} in ${name(status.ref.region, 40)}`),
    ...paged(stages, sentence ?? { text: `status ${called}` }),
    ...recent(status),
    ...approvals.flatMap((approval) => approvalBlocks(approval)),
    ...left(status.approvals.length - approvals.length, 'more wait for approval'),
    ...status.live.stages.flatMap((stage) => blockedBlocks(status, stage)).slice(0, BLOCKED_SHOWN),
    ...closed.slice(0, CLOSED_SHOWN).map((stage) => closedBlock(status, stage)),
    ...left(closed.length - CLOSED_SHOWN, 'more ways are closed'),
  ]);
}

function left(count: number, what: string): KnownBlock[] {
  return count > 0 ? [context(md`and ${count} ${what}`)] : [];
}

type Word = 'waiting' | 'running' | 'succeeded' | 'failed' | 'stopped' | 'stopping' | 'cancelled' | 'skipped' | 'none';

const WORDS: Readonly<Record<NonNullable<LiveStage['status']>, Word>> = {
  Cancelled: 'cancelled',
  Failed: 'failed',
  InProgress: 'running',
  Skipped: 'skipped',
  Stopped: 'stopped',
  Stopping: 'stopping',
  Succeeded: 'succeeded',
};

function stageWord({ approvals }: StatusView, { name: stage, status }: LiveStage): Word {
  if (status === undefined) return 'none';
  const waits = status === 'InProgress' && approvals.some((approval) => approval.stage === stage);
  return waits ? 'waiting' : WORDS[status];
}

/** `● Build running · 4b1e07c2 · 2 waiting in front of it: 9c01d3aa, 77aa0123`, and below it what runs or failed there. */
function stageLines(status: StatusView, stage: LiveStage): Mrkdwn[] {
  const word = stageWord(status, stage);
  const mark = word === 'skipped' ? MARK.none : MARK[word];
  const execution = stage.executionId === undefined ? undefined : executionLink(status.ref, stage.executionId);
  const closed = stage.inbound.enabled ? undefined : md`${CLOSED} closed`;
  const line = join(
    [
      md`${mark} ${name(stage.name, 300)} ${word === 'none' ? 'not started' : word}`,
      execution,
      queueWords(status, stage),
      closed,
    ],
    ' · ',
  );
  return [line, ...(TOLD_BY_ACTION.includes(word) ? stage.actions.flatMap(actionLine) : [])];
}

/** Which of its actions it is, matters only where one runs or has failed. */
const TOLD_BY_ACTION: readonly Word[] = ['running', 'waiting', 'stopping', 'failed'];
const QUEUE_TOLD = 5;

function queueWords({ ref }: StatusView, { waiting }: LiveStage): Mrkdwn | undefined {
  if (waiting.length === 0) return undefined;
  const told = waiting.slice(0, QUEUE_TOLD).map((executionId) => executionLink(ref, executionId));
  const more = waiting.length > QUEUE_TOLD ? md` and ${waiting.length - QUEUE_TOLD} more` : md``;
  return md`${waiting.length} waiting in front of it: ${join(told, ', ')}${more}`;
}

function actionLine({ name: action, status, changedAt, url, error }: LiveAction): Mrkdwn[] {
  if (status !== 'InProgress' && status !== 'Failed') return [];
  const since = changedAt === undefined ? undefined : md`since ${slackDate(changedAt, 'day')}`;
  const why = error && foreign(error.text ?? error.code ?? '', 200);
  const place = link(url, name(action, 300));
  return [join([md`    ${markOf({ status })} ${place} ${executionWord({ status })}`, since, why], ' · ')];
}

function recent(status: StatusView): KnownBlock[] {
  const told = status.executions.slice(0, EXECUTIONS_SHOWN).map((execution) => {
    const when = execution.startedAt === undefined ? undefined : slackDate(execution.startedAt, 'day');
    const summary = execution.summary === undefined ? undefined : md`“${foreign(execution.summary, 120)}”`;
    const revision = execution.revision === undefined ? undefined : foreign(execution.revision.slice(0, 7), 40);
    return join(
      [executionLink(status.ref, execution.executionId), md`${executionWord(execution)}`, when, revision, summary],
      ' · ',
    );
  });
  return told.length === 0 ? [context(md`It has never run.`)] : [context(join(told, '\n'))];
}

/** @param called where approvals of several pipelines stand together */
export function approvalBlocks(approval: StatusView['approvals'][number], called?: Mrkdwn): KnownBlock[] {
  const { stage, action, since } = approval;
  const when = since === undefined ? md`` : md`, asked ${slackDate(since, 'day')}`;
  const id = shortId(approval.executionId);
  const value = toValue(approval);
  const target = `${approval.pipeline} ${id}, ${stage}/${action}`;
  return [
    section(
      md`${MARK.waiting} ${called ? md`${bold(called)} · ` : md``}${name(stage, 300)}/${name(action, 300)} is waiting for approval · execution ${name(id, 60)}${when}`,
    ),
    ...actions(
      button({ actionId: APPROVE, text: 'Approve', value, label: `Approve ${target}`, style: 'primary' }),
      button({ actionId: REJECT, text: 'Reject…', value, label: `Reject ${target}` }),
    ),
  ];
}

/** A condition that stops an execution, or holds it while its rules are looked at. */
function blockedBlocks({ ref, name: called = ref.pipeline }: StatusView, stage: LiveStage): KnownBlock[] {
  return blocksIn(stage).map(({ place, condition: { status, rules } }) => {
    const what = status === 'InProgress' ? 'holds it' : 'is not met';
    return section(
      md`${CLOSED} The ${place} condition of ${name(stage.name, 300)} ${what}\n${ruleWords(rules)}`,
      button({
        actionId: OVERRIDE,
        text: 'Override…',
        value: toValue({ ...ref, stage: stage.name }),
        label: `Override the ${place} condition of ${stage.name} of ${called}`,
      }),
    );
  });
}

/** The button names the newest execution: in the thread of its card everybody reads who opened the way. */
export function closedBlock(
  { ref, name: called = ref.pipeline, executions }: StatusView,
  { name: stage, inbound }: LiveStage,
): KnownBlock {
  const executionId = executions[0]?.executionId;
  const when = inbound.changedAt === undefined ? undefined : md`since ${slackDate(inbound.changedAt, 'day')}`;
  return section(
    join([md`${CLOSED} ${closedWords({ stage, reason: inbound.reason ?? '' })}`, when], ' · '),
    button({
      actionId: ENABLE,
      text: 'Open the way…',
      value: toValue({ ...ref, stage, ...(executionId === undefined ? {} : { executionId }) }),
      label: `Open the way to ${stage} of ${called}`,
    }),
  );
}

/** `shop-web: Source succeeded, Build running, Prod not started.` */
function statusWords(status: StatusView): Mrkdwn {
  const stages = status.live.stages.map((stage) => {
    const word = stageWord(status, stage);
    return md`${name(stage.name, 60)} ${word === 'none' ? 'not started' : word}`;
  });
  return md`${name(status.name ?? status.ref.pipeline, 300)}: ${join(stages, ', ')}.`;
}
