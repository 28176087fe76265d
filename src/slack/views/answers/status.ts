import type { KnownBlock } from '@slack/types';
import type { Answer, StatusView } from '../../../app/answer.ts';
import type { ExecutionSummary, LiveStage } from '../../../app/codepipeline-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import { shortId } from '../../../domain/ids.ts';
import { actions, button, context, section } from '../../blocks.ts';
import { executionUrl, pipelineUrl } from '../../console-links.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { toValue } from '../../reference.ts';
import { APPROVE, REJECT } from '../approval.ts';
import { closedWords } from '../closed-words.ts';
import { drawing } from '../drawing.ts';
import { CLOSED, MARK } from '../states.ts';
import { paragraphs } from './paragraphs.ts';

export const ENABLE = 'transition:enable';

const STAGES_ROOM = 5_000;
const EXECUTIONS_SHOWN = 5;
const APPROVALS_SHOWN = 3;
const CLOSED_SHOWN = 3;

/** How one pipeline stands now, stage by stage, with the buttons for what waits or is closed. */
export function drawStatus({ status }: Extract<Answer, { kind: 'status' }>): Drawing {
  const head = bold(link(pipelineUrl(status.ref), name(status.name ?? status.ref.pipeline)));
  const stages = paragraphs(
    status.live.stages.map((stage) => stageLine(status, stage)),
    STAGES_ROOM,
  );
  return drawing(statusWords(status), [
    section(md`${head} in ${name(status.ref.region, 40)}`),
    ...stages.blocks,
    stages.left > 0 ? context(md`and ${stages.left} more stages`) : undefined,
    ...recent(status),
    ...status.approvals.slice(0, APPROVALS_SHOWN).flatMap(approvalBlocks),
    ...status.live.stages
      .filter(({ inbound }) => !inbound.enabled)
      .slice(0, CLOSED_SHOWN)
      .map((stage) => closedBlock(status, stage)),
  ]);
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

function stageLine(status: StatusView, stage: LiveStage): Mrkdwn {
  const word = stageWord(status, stage);
  const mark = word === 'skipped' ? MARK.none : MARK[word];
  const execution = stage.executionId === undefined ? undefined : executionLink(status, stage.executionId);
  const queued = stage.waiting.length === 0 ? undefined : md`${stage.waiting.length} waiting in front of it`;
  const closed = stage.inbound.enabled ? undefined : md`${CLOSED} closed`;
  return join(
    [md`${mark} ${name(stage.name, 300)} ${word === 'none' ? 'not started' : word}`, execution, queued, closed],
    ' · ',
  );
}

function executionLink({ ref }: StatusView, executionId: ExecutionSummary['executionId']): Mrkdwn {
  return link(executionUrl({ ...ref, executionId }), name(shortId(executionId), 60));
}

/** `InProgress` is CodePipeline's word, `running` ours; the others only differ in their first letter. */
function executionWord({ status }: ExecutionSummary): string {
  return status === 'InProgress' ? 'running' : status.toLowerCase();
}

function recent(status: StatusView): KnownBlock[] {
  const told = status.executions.slice(0, EXECUTIONS_SHOWN).map((execution) => {
    const when = execution.startedAt === undefined ? undefined : slackDate(execution.startedAt, 'day');
    const summary = execution.summary === undefined ? undefined : md`“${foreign(execution.summary, 120)}”`;
    const revision = execution.revision === undefined ? undefined : foreign(execution.revision.slice(0, 7), 40);
    return join(
      [executionLink(status, execution.executionId), md`${executionWord(execution)}`, when, revision, summary],
      ' · ',
    );
  });
  return told.length === 0 ? [context(md`It has never run.`)] : [context(join(told, '\n'))];
}

function approvalBlocks(approval: StatusView['approvals'][number]): KnownBlock[] {
  const { stage, action, since } = approval;
  const when = since === undefined ? md`` : md`, asked ${slackDate(since, 'day')}`;
  const id = shortId(approval.executionId);
  const value = toValue(approval);
  const target = `${approval.pipeline} ${id}, ${stage}/${action}`;
  return [
    section(
      md`${MARK.waiting} ${name(stage, 300)}/${name(action, 300)} is waiting for approval · execution ${name(id, 60)}${when}`,
    ),
    ...actions(
      button({ actionId: APPROVE, text: 'Approve', value, label: `Approve ${target}`, style: 'primary' }),
      button({ actionId: REJECT, text: 'Reject…', value, label: `Reject ${target}` }),
    ),
  ];
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
