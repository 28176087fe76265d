import type { KnownBlock } from '@slack/types';
import type { Drawing } from '../../../app/ports.ts';
import type { MineView, ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { context, section } from '../../blocks.ts';
import { join, type Mrkdwn, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { executionLine } from './history.ts';
import { paged } from './pages.ts';
import { unreadWords } from './pipeline-line.ts';
import { pipelineHead } from './reading-head.ts';
import { approvalBlocks } from './status.ts';

const APPROVALS_SHOWN = 8;

/** What waits for whoever asks, with its buttons, and what carries their changes. */
export function drawMine({ view }: Extract<ReadingAnswer, { kind: 'mine' }>, sentence: Sentence | undefined): Drawing {
  const { waiting, executions } = view;
  const summary = md`${waitingWords(waiting.length)} ${carriedWords(executions.length)}`;
  // The buttons stand on the first page: they are what has to be done.
  const first = (sentence?.page ?? 1) === 1;
  return drawing(summary, [
    section(summary),
    ...(first ? approvals(waiting) : []),
    ...paged(
      executions.map((one) => md`${pipelineHead(one)} · ${executionLine(one, one.execution)}${STARTED[one.as]}`),
      sentence,
      12,
    ),
    context(join([lookedWords(view), unreadWords(view.unread)], ' · ')),
  ]);
}

const STARTED: Readonly<Record<MineView['executions'][number]['as'], Mrkdwn>> = {
  author: md``,
  starter: md` · you started it`,
};

function approvals(waiting: MineView['waiting']): KnownBlock[] {
  const shown = waiting
    .slice(0, APPROVALS_SHOWN)
    .flatMap((approval) => approvalBlocks(approval, name(approval.called, 300)));
  const left = waiting.length - APPROVALS_SHOWN;
  return left > 0 ? [...shown, context(md`and ${left} more that wait for you`)] : shown;
}

function waitingWords(count: number): string {
  if (count === 0) return 'Nothing waits for you.';
  return count === 1 ? '1 approval waits for you.' : `${count} approvals wait for you.`;
}

function carriedWords(count: number): string {
  if (count === 0) return 'No recent execution carries a change of yours.';
  return count === 1 ? '1 recent execution is yours.' : `${count} recent executions are yours.`;
}

function lookedWords({ pipelines, executionsEach, left }: MineView): Mrkdwn {
  const more = left > 0 ? md`; ${left} more pipelines were not looked at` : md``;
  return md`looked at the newest ${executionsEach} executions of ${pipelines} ${pipelines === 1 ? 'pipeline' : 'pipelines'}${more}`;
}
