import type { DrawContext, Drawing } from '../../app/ports.ts';
import { voteKey } from '../../domain/execution.ts';
import { type RunKey, shortId } from '../../domain/ids.ts';
import type { Progress, QuestionProgress } from '../../domain/progress.ts';
import type { Question } from '../../domain/question.ts';
import type { Vote } from '../../domain/votes.ts';
import { actions, button, context, section } from '../blocks.ts';
import { executionUrl } from '../console-links.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name } from '../mrkdwn.ts';
import { toFormValue, toOptionValue } from '../question-form.ts';
import { toValue } from '../reference.ts';
import { termsWords } from './approval-terms.ts';
import { executionReference } from './card.ts';
import { drawing } from './drawing.ts';
import { pipelineName } from './pipeline-name.ts';
import { answerWords, type QuestionOutcome, questionOutcome } from './question-outcome.ts';
import { MARK } from './states.ts';

/** Slack wants each button of a row to have an id of its own. */
export const OPTION_BUTTONS = [1, 2, 3, 4, 5].map((number) => `question:option-${number}`);
export const ANSWER = 'question:answer';

/** A question that a job asks, and later what was answered. */
export function drawQuestion(run: RunKey, { progress, decisions, votes, terms, actIn }: DrawContext): Drawing {
  const asked = progress.questions.find(({ runKey }) => runKey === run);
  if (!asked)
    return drawing(md`This question is not known any more.`, [section(md`This question is not known any more.`)]);
  const { question } = asked;
  const outcome = questionOutcome(asked, decisions[run], progress.state);
  const said =
    decisions[run]?.votes ??
    Object.entries(votes).flatMap(([key, vote]) => (key === voteKey(run, vote.by) ? [vote] : []));
  const open = outcome.line === undefined;
  return drawing(spoken(progress, asked, outcome), [
    section(md`${headline(progress, asked, outcome)}\n${foreign(question.ask, 2_000)}`),
    context(termsWords(terms, said, open ? question.deadline : undefined)),
    ...(open && said.length > 0 ? [context(saidSoFar(question, said))] : []),
    ...(open && question.otherwise !== undefined
      ? [context(md`Without an answer in time: ${foreign(question.otherwise, 150)}`)]
      : []),
    ...(outcome.line === undefined ? [] : [context(md`${outcome.mark} ${outcome.line}`)]),
    ...(open && actIn ? buttons(progress, asked) : []),
  ]);
}

function headline(
  progress: Progress,
  { stage, name: action }: QuestionProgress,
  { mark, word }: QuestionOutcome,
): Mrkdwn {
  const { ref } = progress;
  const pipeline = bold(link(executionUrl(ref), name(pipelineName(progress))));
  return md`${mark} ${pipeline} · ${name(stage, 300)}/${name(action, 300)} ${word} · execution ${name(shortId(ref.executionId), 60)}`;
}

function saidSoFar(question: Question, votes: readonly Vote[]): Mrkdwn {
  return join(
    votes.map((vote) => md`${foreign(vote.byName, 80)}: ${answerWords(question, vote)}`),
    ' · ',
  );
}

/** A few options and nothing to fill in: each is a button. Else one button opens the form. */
function buttons(progress: Progress, { question, stage, name: action, runKey }: QuestionProgress) {
  const reference = toValue({ ...executionReference(progress), stage, action, run: runKey });
  const target = `${pipelineName(progress)} ${shortId(progress.ref.executionId)}`;
  const { options, inputs } = question;
  if (inputs.length > 0 || options.length > OPTION_BUTTONS.length) {
    const value = toFormValue(reference, question);
    return actions(button({ actionId: ANSWER, text: 'Answer…', value, label: `Answer ${target}`, style: 'primary' }));
  }
  return actions(
    ...options.map(({ value, label, style }, index) =>
      button({
        actionId: OPTION_BUTTONS[index] ?? '',
        text: label,
        value: toOptionValue(reference, value),
        label: `Answer ${label}: ${target}`,
        ...(style ? { style } : {}),
      }),
    ),
  );
}

/** What a lock screen shows and a screen reader hears. */
function spoken(
  progress: Progress,
  { question, stage, name: action }: QuestionProgress,
  { line, mark }: QuestionOutcome,
): Mrkdwn {
  const place = md`${name(stage, 120)}/${name(action, 120)}`;
  return join(
    [
      md`${name(pipelineName(progress), 200)}: ${place} ${mark === MARK.waiting && line === undefined ? 'asks' : 'asked'}: ${foreign(question.ask, 300)}.`,
      line === undefined ? undefined : md`${line}.`,
      md`Execution ${name(shortId(progress.ref.executionId), 60)}.`,
    ],
    ' ',
  );
}
