import type { Clicked, Reaction } from '../clicked.ts';
import { answer, answerOptions } from './answer.ts';
import { approvalMenu } from './approval-menu.ts';
import { approve } from './approve.ts';
import { cardMenu } from './card-menu.ts';
import { chooseExecution, chooseStage } from './choose.ts';
import { openCreate, openDelete, openEdit } from './definition.ts';
import { agree, apply, compareAgain, object, showDraft } from './draft.ts';
import { enable } from './enable.ts';
import { failureMenu } from './failure-menu.ts';
import { lookUpFromHome, startFromHome } from './from-home.ts';
import type { ActionListener } from './listener.ts';
import { lookAtApproval, lookAtFailure } from './look.ts';
import { more } from './more.ts';
import { reject } from './reject.ts';
import { retryFailed } from './retry-failed.ts';
import { askWords, runWords } from './run-words.ts';
import { showCards } from './show-cards.ts';
import { override, rollback } from './stage-forms.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';
import { pageBack, pageOn } from './turn-page.ts';
import { notOurs } from './with-reference.ts';

/** Every button and menu of this version. */
export const ACTIONS: readonly ActionListener[] = [
  approve,
  reject,
  lookAtApproval,
  approvalMenu,
  stop,
  cardMenu,
  retryFailed,
  lookAtFailure,
  failureMenu,
  rollback,
  override,
  enable,
  ...answerOptions,
  answer,
  start,
  runWords,
  askWords,
  pageBack,
  pageOn,
  showCards,
  openEdit,
  openCreate,
  openDelete,
  apply,
  agree,
  object,
  compareAgain,
  showDraft,
  more,
  chooseExecution,
  chooseStage,
  startFromHome,
  lookUpFromHome,
];

/** What a click leads to. Pure. */
export function reactToClick(clicked: Clicked): Reaction {
  const listener = ACTIONS.find(({ actionId }) => actionId === clicked.actionId);
  return listener ? listener.react(clicked) : notOurs('unknown_action');
}
