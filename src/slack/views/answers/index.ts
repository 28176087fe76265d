import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { OperationId } from '../../../domain/ids.ts';
import { assertNever } from '../../assert-never.ts';
import { drawActions, drawNoSubject } from './actions.ts';
import { drawAudit } from './audit.ts';
import { drawCards } from './cards.ts';
import { drawChangeOffer, drawDraftSame, drawDraftUnreadable } from './change-offer.ts';
import { drawChanged } from './changed.ts';
import { drawChoice, drawWhich } from './choice.ts';
import { drawDone } from './done.ts';
import { drawDraft } from './draft.ts';
import { drawFailed } from './failed.ts';
import { drawConfirmFreeze, drawFreezes } from './freezes.ts';
import { drawHelp } from './help.ts';
import { drawList } from './list.ts';
import { drawNotFound } from './not-found.ts';
import { drawOverview } from './overview.ts';
import { drawProblem } from './problem.ts';
import { drawRefused } from './refused.ts';
import { drawStatus } from './status.ts';
import { drawSubscriptions } from './subscriptions.ts';
import { drawUnknown } from './unknown.ts';
import { drawVoted } from './voted.ts';
import { drawWho } from './who.ts';

/** Draws what a person is told in private.
 * @param operationId the reference that a failure names */
export function drawAnswer(answer: Answer, operationId: OperationId): Drawing {
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
    case 'help':
      return drawHelp(answer.topic);
    case 'list':
      return drawList(answer);
    case 'overview':
      return drawOverview(answer);
    case 'status':
      return drawStatus(answer);
    case 'who':
      return drawWho(answer.view);
    case 'audit':
      return drawAudit(answer);
    case 'freezes':
      return drawFreezes(answer);
    case 'subscriptions':
      return drawSubscriptions(answer);
    case 'confirm_freeze':
      return drawConfirmFreeze(answer);
    case 'which':
      return drawWhich(answer);
    default:
      return assertNever(answer);
  }
}
