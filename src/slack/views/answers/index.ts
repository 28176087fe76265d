import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { Sentence } from '../../../domain/command.ts';
import type { OperationId } from '../../../domain/ids.ts';
import { assertNever } from '../../assert-never.ts';
import { drawActionType, drawActionTypes } from './action-types.ts';
import { drawActions, drawNoSubject } from './actions.ts';
import { drawAudit } from './audit.ts';
import { drawCards } from './cards.ts';
import { drawChangeOffer, drawDraftSame, drawDraftUnreadable } from './change-offer.ts';
import { drawChanged } from './changed.ts';
import { drawChanges, drawNoStage } from './changes.ts';
import { drawChoice, drawWhich } from './choice.ts';
import { drawDoctor } from './doctor.ts';
import { drawDone } from './done.ts';
import { drawDraft } from './draft.ts';
import { drawExecution, drawNoExecution } from './execution.ts';
import { drawFailed } from './failed.ts';
import { drawConfirmFreeze, drawFreezes } from './freezes.ts';
import { drawHelp } from './help.ts';
import { drawHistory } from './history.ts';
import { drawList } from './list.ts';
import { drawLogs } from './logs.ts';
import { drawMentions } from './mentions.ts';
import { drawMine } from './mine.ts';
import { drawMissingVariables } from './missing-variables.ts';
import { drawNotFound } from './not-found.ts';
import { drawOverview } from './overview.ts';
import { drawProblem } from './problem.ts';
import { drawRefused } from './refused.ts';
import { drawRollbackChoice } from './rollback-choice.ts';
import { drawRules } from './rules.ts';
import { drawShow } from './show.ts';
import { drawStatus } from './status.ts';
import { drawSubscriptions } from './subscriptions.ts';
import { drawTags } from './tags.ts';
import { drawTargets } from './targets.ts';
import { drawUnknown } from './unknown.ts';
import { drawVoted } from './voted.ts';
import { drawWebhooks } from './webhooks.ts';
import { drawWhere } from './where.ts';
import { drawWho } from './who.ts';

/** Draws what a person is told in private.
 * @param operationId the reference that a failure names
 * @param sentence of a question: a long answer is shown in pages */
export function drawAnswer(answer: Answer, operationId: OperationId, sentence?: Sentence): Drawing {
  switch (answer.kind) {
    case 'refused':
      return drawRefused(answer);
    case 'failed':
      return drawFailed(answer, operationId);
    case 'unknown':
      return drawUnknown(answer, operationId);
    case 'done':
      return drawDone(answer);
    case 'voted':
      return drawVoted(answer);
    case 'actions':
      return drawActions(answer);
    case 'no_subject':
      return drawNoSubject(answer);
    case 'cards':
      return drawCards(answer);
    case 'change_offer':
      return drawChangeOffer(answer);
    case 'draft':
      return drawDraft(answer);
    case 'draft_same':
      return drawDraftSame(answer);
    case 'draft_unreadable':
      return drawDraftUnreadable(answer);
    case 'changed':
      return drawChanged(answer);
    case 'problem':
      return drawProblem(answer.problem);
    case 'not_found':
      return drawNotFound(answer);
    case 'choice':
      return drawChoice(answer);
    case 'doctor':
      return drawDoctor(answer.report, sentence);
    case 'help':
      return drawHelp(answer.topic, sentence);
    case 'list':
      return drawList(answer, sentence);
    case 'overview':
      return drawOverview(answer);
    case 'status':
      return drawStatus(answer, sentence);
    case 'who':
      return drawWho(answer.view, sentence);
    case 'audit':
      return drawAudit(answer);
    case 'freezes':
      return drawFreezes(answer, sentence);
    case 'subscriptions':
      return drawSubscriptions(answer);
    case 'mentions':
      return drawMentions(answer);
    case 'confirm_freeze':
      return drawConfirmFreeze(answer);
    case 'missing_variables':
      return drawMissingVariables(answer);
    case 'rollback_choice':
      return drawRollbackChoice(answer);
    case 'which':
      return drawWhich(answer);
    case 'show':
      return drawShow(answer, sentence);
    case 'history':
      return drawHistory(answer, sentence);
    case 'execution':
      return drawExecution(answer, sentence);
    case 'no_execution':
      return drawNoExecution(answer);
    case 'changes':
      return drawChanges(answer, sentence);
    case 'no_stage':
      return drawNoStage(answer);
    case 'logs':
      return drawLogs(answer);
    case 'rules':
      return drawRules(answer, sentence);
    case 'targets':
      return drawTargets(answer, sentence);
    case 'tags':
      return drawTags(answer, sentence);
    case 'where':
      return drawWhere(answer, sentence);
    case 'mine':
      return drawMine(answer, sentence);
    case 'action_types':
      return drawActionTypes(answer, sentence);
    case 'action_type':
      return drawActionType(answer);
    case 'webhooks':
      return drawWebhooks(answer, sentence);
    default:
      return assertNever(answer);
  }
}
