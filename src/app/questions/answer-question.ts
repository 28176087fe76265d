import type { Answer } from '../answer.ts';
import { aboutPipeline } from './about-pipeline.ts';
import { actionTypes, type TypesDeps } from './action-types.ts';
import { type ChangesDeps, changesOf } from './changes.ts';
import { freezesNow } from './freezes-now.ts';
import { executionOf, type HistoryDeps, historyOf } from './history.ts';
import { logsOf } from './logs.ts';
import { type MineDeps, mine } from './mine.ts';
import { type LinesDeps, lines } from './pipeline-lines.ts';
import type { Question } from './question.ts';
import { type Asker, type ReadSubscriptionsDeps, readSubscriptions } from './read-subscriptions.ts';
import { rulesOf } from './rules.ts';
import { type StatusDeps, statusOf } from './status.ts';
import { targetsOf } from './targets.ts';
import { type WebhooksDeps, webhooks } from './webhooks.ts';
import { type WhereDeps, whereIs } from './where.ts';
import { type WhoDeps, whoMayAct } from './who-may-act.ts';

export type QuestionDeps = LinesDeps &
  StatusDeps &
  WhoDeps &
  HistoryDeps &
  ChangesDeps &
  MineDeps &
  TypesDeps &
  WebhooksDeps &
  WhereDeps &
  ReadSubscriptionsDeps;

/** Answers from CodePipeline as it is now.
 * @param asker for what depends on who asks; what they may see, `deps` know already */
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
    case 'where':
      return whereIs(deps, question.revision);
    case 'mine':
      return mine(deps, asker.actor);
    case 'actions':
      return actionTypes(deps, question.type);
    case 'webhooks':
      return webhooks(deps);
    default:
      return aboutOne(deps, question);
  }
}

type AboutOne = Extract<Question, { verb: 'show' | 'history' | 'changes' | 'logs' | 'rules' | 'targets' | 'tags' }>;

function aboutOne(deps: QuestionDeps, question: AboutOne): Promise<Answer> {
  const rest = 'stage' in question ? question.stage : 'execution' in question ? question.execution : undefined;
  return aboutPipeline(deps, { ...question, rest }, async (about): Promise<Answer | undefined> => {
    switch (question.verb) {
      case 'show': {
        const outline = await (await deps.lookUps()).outline(about.ref);
        return outline && { kind: 'show', ...about, outline };
      }
      case 'history':
        return 'execution' in question
          ? executionOf(deps, about, question.execution)
          : historyOf(deps, about, question.count);
      case 'changes':
        return changesOf(deps, about, question.stage);
      case 'logs':
        return logsOf(deps, about);
      case 'rules':
        return rulesOf(deps, about);
      case 'targets':
        return targetsOf(deps, about);
      case 'tags':
        return { kind: 'tags', ...about, tags: await (await deps.lookUps()).tags(about.ref) };
    }
  });
}
