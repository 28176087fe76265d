import { type ExecutionId, shortId } from '../../domain/ids.ts';
import type { FailureProgress, Progress } from '../../domain/progress.ts';
import { type Mrkdwn, md, name } from '../mrkdwn.ts';
import { MARK, RETRIED } from './states.ts';

/** What became of a failure: the mark stands before the words in the message, and not in its notification. */
export interface FailureOutcome {
  readonly mark: string;
  readonly words: Mrkdwn;
}

/** What became of a failure, in the place of its buttons; undefined while it can be retried. */
export function failureOutcome(failure: FailureProgress, progress: Progress): FailureOutcome | undefined {
  const stage = name(failure.stage, 300);
  const newest = progress.stages.find(({ name: other }) => other === failure.stage)?.attempt ?? failure.attempt;
  if (newest > failure.attempt) return laterAttempt(failure, stage);
  switch (progress.state) {
    case 'superseded':
      return { mark: MARK.superseded, words: md`A newer execution took this one’s place` };
    case 'cancelled':
      return { mark: MARK.cancelled, words: md`The pipeline was changed, so this execution cannot go on` };
    case 'stopping':
      return { mark: MARK.stopped, words: md`The execution is being stopped` };
    default:
      if (!failure.current) return ofTheSameAttempt(failure, stage);
      return failure.passedBy && { mark: MARK.superseded, words: passedWords(failure.passedBy, stage) };
  }
}

function passedWords(by: ExecutionId, stage: Mrkdwn): Mrkdwn {
  return md`A newer execution, ${name(shortId(by), 60)}, has come to ${stage} since`;
}

function laterAttempt({ stageState }: FailureProgress, stage: Mrkdwn): FailureOutcome {
  switch (stageState) {
    case 'succeeded':
      return { mark: MARK.succeeded, words: md`${stage} succeeded in a later attempt` };
    case 'failed':
      return { mark: MARK.failed, words: md`${stage} failed again in a later attempt` };
    case 'stopped':
    case 'cancelled':
    case 'superseded':
    case 'abandoned':
      return { mark: MARK.stopped, words: md`A later attempt of ${stage} was ${stageState}` };
    default:
      return { mark: RETRIED, words: md`${stage} was retried` };
  }
}

function ofTheSameAttempt({ stageState }: FailureProgress, stage: Mrkdwn): FailureOutcome {
  if (stageState === 'running') return { mark: RETRIED, words: md`${stage} was retried` };
  const words = stageState === undefined ? md`This is over` : md`${stage} ended as ${stageState}`;
  return { mark: MARK[stageState ?? 'none'], words };
}
