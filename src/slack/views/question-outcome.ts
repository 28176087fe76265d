import type { Decision } from '../../domain/execution.ts';
import { hasEnded, type State } from '../../domain/execution-event.ts';
import type { QuestionProgress } from '../../domain/progress.ts';
import { labelOf, type Question } from '../../domain/question.ts';
import { foreign, join, type Mrkdwn, md, slackDate } from '../mrkdwn.ts';
import { MARK } from './states.ts';

/** How a question stands, as its message tells it in the place of its buttons. */
export interface QuestionOutcome {
  readonly mark: string;
  /** of the headline: `asks` */
  readonly word: string;
  /** none while somebody may still answer */
  readonly line?: Mrkdwn;
}

/** @param execution the state of the execution, which may have ended the question without an answer */
export function questionOutcome(
  { question, state, replaced, error }: QuestionProgress,
  decision: Decision | undefined,
  execution: State,
): QuestionOutcome {
  if (decision && !replaced) return decided(question, decision, state);
  if (replaced) return { mark: '↷', word: 'asked', line: md`It was asked again since, in a message of its own` };
  if (state === 'stopping')
    return { mark: MARK.stopped, word: 'asked', line: md`The execution is being stopped before anybody answered` };
  if (!hasEnded(state)) return { mark: MARK.waiting, word: 'asks' };
  if (state === 'failed') {
    const why = error?.text === undefined ? md`` : md`: ${foreign(error.text, 300)}`;
    return { mark: MARK.failed, word: 'asked', line: md`The action failed before anybody answered${why}` };
  }
  const line =
    execution === 'superseded'
      ? md`A newer execution took this one’s place before anybody answered`
      : md`The execution was stopped before anybody answered`;
  return { mark: execution === 'superseded' ? MARK.superseded : MARK.stopped, word: 'asked', line };
}

/** A decision is written down before CodePipeline is told of it. */
function decided(question: Question, decision: Decision, state: State): QuestionOutcome {
  if (decision.timedOut) {
    const line = decision.answer
      ? md`Nobody answered in time: ${answerWords(question, decision)}`
      : md`Nobody answered in time, so the action fails`;
    return { mark: decision.answer ? MARK.succeeded : MARK.failed, word: 'asked', line };
  }
  const said = md`Answered ${answerWords(question, decision)} ${byWhom(decision)}`;
  if (decision.outcome === 'lost')
    return { mark: MARK.stopped, word: 'asked', line: md`${said}, but the action had ended` };
  if (decision.outcome === 'unknown')
    return {
      mark: MARK.waiting,
      word: 'asked',
      line: md`${said} · CodePipeline’s answer was lost; this message will show how it ends`,
    };
  if (!hasEnded(state) && decision.outcome === undefined)
    return { mark: MARK.waiting, word: 'asked', line: md`${said} · on its way to CodePipeline` };
  return hasEnded(state) && state !== 'succeeded'
    ? { mark: MARK.stopped, word: 'asked', line: md`${said}, but the action had ended` }
    : { mark: MARK.succeeded, word: 'asked', line: said };
}

/** `“Europe”`, `Ticket: OPS-12, Notes: –` */
export function answerWords(question: Question, { answer }: Pick<Decision, 'answer'>): Mrkdwn {
  if (!answer) return md``;
  const label = labelOf(question, answer);
  const option = label === '' ? undefined : md`“${foreign(label, 150)}”`;
  const inputs = question.inputs.map(
    ({ name, label: of }) => md`${foreign(of, 80)}: ${foreign(answer.inputs[name] || '–', 220)}`,
  );
  return join([option, ...inputs], ', ');
}

function byWhom(decision: Decision): Mrkdwn {
  const { at, votes = [decision] } = decision;
  const names = join(
    votes.map(({ byName }) => foreign(byName, 150)),
    ' and ',
  );
  const said = votes.flatMap(({ comment = '' }) => (comment === '' ? [] : [md`“${foreign(comment, 400)}”`]));
  return join([md`by ${names}, ${slackDate(at, 'day')}`, ...said], ' · ');
}
