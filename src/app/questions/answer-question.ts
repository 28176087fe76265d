import type { Answer } from '../answer.ts';
import { freezesNow } from './freezes-now.ts';
import { type LinesDeps, lines } from './pipeline-lines.ts';
import type { Question } from './question.ts';
import { type Asker, type ReadSubscriptionsDeps, readSubscriptions } from './read-subscriptions.ts';
import { type StatusDeps, statusOf } from './status.ts';
import { type WhoDeps, whoMayAct } from './who-may-act.ts';

export type QuestionDeps = LinesDeps & StatusDeps & WhoDeps & ReadSubscriptionsDeps;

/** Answers from CodePipeline as it is now. */
export async function answerQuestion(deps: QuestionDeps, question: Question, asker: Asker): Promise<Answer> {
  switch (question.verb) {
    case 'help':
      return { kind: 'help', ...(question.topic === undefined ? {} : { topic: question.topic }) };
    case 'overview':
      return { kind: 'overview', ...(await lines(deps, '*')) };
    case 'list':
      return {
        kind: 'list',
        ...(await lines(deps, question.glob ?? '*')),
        ...(question.glob === undefined ? {} : { glob: question.glob }),
      };
    case 'status':
      return question.pipeline === undefined
        ? { kind: 'list', ...(await lines(deps, '*')) }
        : statusOf(deps, question.pipeline);
    case 'who':
      return whoMayAct(deps, question.pipeline);
    case 'freezes':
      return freezesNow(deps);
    case 'subscriptions':
      return readSubscriptions(deps, asker);
  }
}
