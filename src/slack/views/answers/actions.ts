import type { ExternalSelect, KnownBlock, StaticSelect } from '@slack/types';
import type { Answer, ExecutionActions, StatusView } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { type ExecutionId, shortId } from '../../../domain/ids.ts';
import { actions, button, context, plainText, section, sectionWithMenu } from '../../blocks.ts';
import { questionsAbout } from '../../commands/questions-about.ts';
import { pipelineUrl } from '../../console-links.ts';
import { MAX } from '../../limits.ts';
import { bold, join, link, md, name } from '../../mrkdwn.ts';
import { toBlockId } from '../../reference.ts';
import { toWordsValue } from '../../typed-words.ts';
import { decisionButtons } from '../approval.ts';
import { cardHeadline, stopButton } from '../card.ts';
import { drawing } from '../drawing.ts';
import { failureButtons, failureMenu } from '../failure.ts';
import { moreAbout } from '../more.ts';
import { MARK } from '../states.ts';
import { stageStrip } from '../strip.ts';
import { RUN_WORDS } from './run-words.ts';
import { closedBlock } from './status.ts';

export const STAGE_OPTIONS = 'options:stage';
export const EXECUTION_OPTIONS = 'options:execution';
export const ASK_WORDS = 'words:ask';

const SHOWN = { approvals: 5, failures: 3, open: 5, closed: 5 } as const;

/** Every word that applies now: what can be done with the execution, with its pipeline, and what can be asked. */
export function drawActions({ status, execution }: Extract<Answer, { kind: 'actions' }>): Drawing {
  const called = status.name ?? status.ref.pipeline;
  const head = bold(link(pipelineUrl(status.ref), name(called)));
  return drawing(md`What can be done with ${name(called)} now.`, [
    ...(execution ? ofExecution(execution) : [section(head)]),
    ...others(status, execution?.progress.ref.executionId),
    ...ofPipeline(status, called),
  ]);
}

function ofExecution({ progress, approvals }: ExecutionActions): KnownBlock[] {
  const id = name(shortId(progress.ref.executionId), 60);
  const headline = md`${MARK[progress.state]} ${cardHeadline(progress, {})} · execution ${id}`;
  const red = progress.failures.filter(({ current, passedBy }) => current && passedBy === undefined);
  return [
    section(join([headline, stageStrip(progress)], '\n')),
    ...approvals
      .slice(0, SHOWN.approvals)
      .flatMap(({ approval, terms }) => [
        context(md`${MARK.waiting} ${name(approval.stage, 300)}/${name(approval.name, 300)} is waiting for approval`),
        ...decisionButtons(progress, approval, terms),
      ]),
    ...red
      .slice(0, SHOWN.failures)
      .flatMap((failure) => [
        sectionWithMenu(md`${MARK.failed} ${name(failure.stage, 300)} failed`, failureMenu(progress, failure)),
        ...failureButtons(progress, failure),
      ]),
    ...actions(stopButton(progress)),
  ];
}

const OPEN: readonly string[] = ['InProgress', 'Stopping'];

/** Those that run besides, and a list of all. */
function others({ ref, executions, name: called = ref.pipeline }: StatusView, shown?: ExecutionId): KnownBlock[] {
  const open = executions.filter(({ executionId, status }) => executionId !== shown && OPEN.includes(status));
  const blockId = toBlockId({ ...ref });
  return [
    ...open.slice(0, SHOWN.open).map(({ executionId }) => {
      const reference = { ...ref, executionId };
      const id = shortId(executionId);
      return section(md`${MARK.running} Execution ${name(id, 60)}`, moreAbout(reference, `${called} ${id}`));
    }),
    ...(blockId === undefined
      ? []
      : [
          { type: 'divider' as const },
          {
            type: 'actions' as const,
            block_id: blockId,
            elements: [
              options(EXECUTION_OPTIONS, shown === undefined ? 'An execution…' : 'Another execution…'),
              options(STAGE_OPTIONS, 'Close the way into…'),
            ],
          },
        ]),
  ];
}

function options(actionId: string, placeholder: string): ExternalSelect {
  return {
    type: 'external_select',
    action_id: actionId,
    placeholder: plainText(placeholder, MAX.placeholder),
    min_query_length: 0,
  };
}

function ofPipeline(status: StatusView, called: string): KnownBlock[] {
  const start = button({
    actionId: RUN_WORDS,
    text: 'Start',
    value: toWordsValue(`start ${called}`),
    label: `Start ${called}`,
    confirm: { title: 'Start it?', text: `Start ${called} with the newest revisions?`, yes: 'Start' },
  });
  const closed = status.live.stages.filter(({ inbound }) => !inbound.enabled).slice(0, SHOWN.closed);
  return [...closed.map((stage) => closedBlock(status, stage)), ...actions(start, questions(called))];
}

/** Every word that asks something about it. A list, because in one row no two buttons may have the same id. */
function questions(called: string): StaticSelect | undefined {
  const options = questionsAbout(called).flatMap(({ name: word, text }) => {
    const value = toWordsValue(text);
    return value === undefined || value.length > MAX.optionValue
      ? []
      : [{ text: plainText(`${word.slice(0, 1).toUpperCase()}${word.slice(1)}`, MAX.optionText), value }];
  });
  if (options.length === 0) return undefined;
  return {
    type: 'static_select',
    action_id: ASK_WORDS,
    placeholder: plainText('Ask about it…', MAX.placeholder),
    options: options.slice(0, MAX.selectOptions),
  };
}

export function drawNoSubject({ unreadable }: Extract<Answer, { kind: 'no_subject' }>): Drawing {
  const words = unreadable
    ? md`Slack does not let Signalbox read this message, so it cannot say what it is about. The app needs to be in the channel, with the right to read its history.`
    : md`This message is about no execution: only cards, approvals and failures of Signalbox are. The menu of each has the same under More….`;
  return drawing(words, [section(words)]);
}
