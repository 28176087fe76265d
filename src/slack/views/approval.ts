import type { DrawContext, Drawing, DrawnTerms } from '../../app/ports.ts';
import { voteKey } from '../../domain/execution.ts';
import { type RunKey, shortId } from '../../domain/ids.ts';
import { approvalKey } from '../../domain/looker.ts';
import type { ApprovalProgress, Progress } from '../../domain/progress.ts';
import { actions, button, type Confirm, context, menu, sectionWithMenu } from '../blocks.ts';
import { executionUrl } from '../console-links.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { type Reference, toBlockId, toValue } from '../reference.ts';
import { type ApprovalOutcome, approvalOutcome } from './approval-outcome.ts';
import { termsWords } from './approval-terms.ts';
import { executionReference } from './card.ts';
import { drawing } from './drawing.ts';
import { LOOK_TEXT, lookerLine } from './looker.ts';
import { pipelineName } from './pipeline-name.ts';
import { changeOf, changeWords, executionWords, startedBy } from './provenance.ts';
import { isAlive } from './states.ts';

export const APPROVE = 'approval:approve';
export const REJECT = 'approval:reject';
export const LOOK_AT_APPROVAL = 'approval:look';
export const APPROVAL_MENU = 'approval:menu';
/** What the approval's menu offers. */
export const APPROVAL_OPTIONS = {
  comment: 'comment',
  glass: 'glass',
  stop: 'stop',
  console: 'console',
  more: 'more',
} as const;

/** A manual approval that waits, and later how it ended. */
export function drawApproval(
  which: { readonly run: RunKey | undefined; readonly stage: string; readonly action: string },
  { progress, decisions, votes, lookers, terms, actIn }: DrawContext,
): Drawing {
  const approval = findApproval(progress, which);
  const decision = approval.runKey && decisions[approval.runKey];
  const outcome = approvalOutcome(approval, decision, progress.state, terms);
  const open = isOpen(approval, outcome, progress);
  // Once it is decided, those votes that decided it: whoever came a moment later was told so.
  const said = decision?.votes ?? votesSaid(votes, approval);
  return drawing(approvalWords(progress, approval, outcome), [
    sectionWithMenu(
      approvalHeadline(progress, approval, outcome),
      approvalMenu(progress, approval, open && actIn, terms),
    ),
    context(approvalBody(progress, approval)),
    context(termsWords(terms, said, outcome.open ? approval.deadline : undefined)),
    ...(outcome.line === undefined ? [] : [context(md`${outcome.mark} ${outcome.line}`)]),
    ...(open && actIn ? decisionButtons(progress, approval, terms) : []),
    ...(open && approval.runKey ? lookerLine(lookers[approvalKey(approval.runKey)]) : []),
    ...(open && !actIn ? [context(md`Only announced here; it is decided elsewhere`)] : []),
  ]);
}

/** A message outlives what it was posted for: an approval that is in no event any more counts as closed. */
function findApproval(
  progress: Progress,
  { run, stage, action }: { readonly run: RunKey | undefined; readonly stage: string; readonly action: string },
): ApprovalProgress {
  return (
    progress.approvals.find((one) => one.runKey === run && one.stage === stage && one.name === action) ?? {
      stage,
      name: action,
      state: 'abandoned',
      replaced: true,
    }
  );
}

function isOpen(approval: ApprovalProgress, outcome: ApprovalOutcome, progress: Progress): boolean {
  return outcome.open && !approval.replaced && isAlive(progress.state);
}

/** `⏸ shop-web · Gate/Go is waiting for approval · execution 4b1e07c2` */
export function approvalHeadline(
  progress: Progress,
  approval: ApprovalProgress,
  { mark, word }: ApprovalOutcome,
): Mrkdwn {
  const { ref } = progress;
  const pipeline = bold(link(executionUrl(ref), name(pipelineName(progress))));
  const place = md`${name(approval.stage, 300)}/${name(approval.name, 300)}`;
  return md`${mark} ${pipeline} · ${place} ${word} · execution ${name(shortId(ref.executionId), 60)}`;
}

/** What would ship. The same before and after, so that nothing above the buttons moves. */
export function approvalBody(progress: Progress, approval: ApprovalProgress): Mrkdwn {
  const change = changeOf(progress);
  const since = approval.startedAt === undefined ? undefined : md`asked ${slackDate(approval.startedAt, 'day')}`;
  const words = join([change ? changeWords(change) : undefined, startedBy(progress), since], ' · ');
  return words.mrkdwn === '' ? executionWords(progress) : words;
}

function votesSaid(votes: DrawContext['votes'], { runKey }: ApprovalProgress) {
  return Object.entries(votes).flatMap(([key, vote]) => (runKey && key === voteKey(runKey, vote.by) ? [vote] : []));
}

/** So that a thumb cannot ship. */
function askBack({ ref }: Progress, approval: ApprovalProgress): Confirm {
  const what = `${ref.pipeline} ${shortId(ref.executionId)}`;
  const where = approval.gates ?? `${approval.stage}/${approval.name}`;
  return { title: 'Approve?', text: `Approve ${what} to ${where}?`, yes: 'Approve' };
}

export function decisionButtons(progress: Progress, approval: ApprovalProgress, terms: DrawnTerms | undefined) {
  if (approval.runKey === undefined) {
    return [context(md`Which run this is has not been read yet; until then it can be decided in the console.`)];
  }
  const value = toValue(approvalReference(progress, approval));
  const confirm = terms?.grant.confirm ? { confirm: askBack(progress, approval) } : {};
  const target = `${pipelineName(progress)} ${shortId(progress.ref.executionId)}, ${approval.stage}/${approval.name}`;
  return actions(
    button({ actionId: APPROVE, text: 'Approve', value, label: `Approve ${target}`, style: 'primary', ...confirm }),
    button({ actionId: REJECT, text: 'Reject…', value, label: `Reject ${target}` }),
    button({ actionId: LOOK_AT_APPROVAL, text: LOOK_TEXT, value, label: `Look at ${target}` }),
  );
}

function approvalReference(progress: Progress, { stage, name: action, runKey }: ApprovalProgress): Reference {
  return { ...executionReference(progress), stage, action, ...(runKey === undefined ? {} : { run: runKey }) };
}

function approvalMenu(progress: Progress, approval: ApprovalProgress, open: boolean, terms: DrawnTerms | undefined) {
  if (!open) return undefined;
  const url = executionUrl(progress.ref);
  const decidable = approval.runKey !== undefined && progress.state !== 'stopping';
  return menu(APPROVAL_MENU, toBlockId(approvalReference(progress, approval)), [
    decidable ? { value: APPROVAL_OPTIONS.comment, text: 'With a comment…' } : undefined,
    decidable && terms?.grant.breakGlass ? { value: APPROVAL_OPTIONS.glass, text: 'Break glass…' } : undefined,
    progress.state === 'stopping'
      ? undefined
      : { value: `${APPROVAL_OPTIONS.stop}:a${progress.attempt}`, text: 'Stop…' },
    url === undefined ? undefined : { value: APPROVAL_OPTIONS.console, text: 'Open in console', url },
    { value: APPROVAL_OPTIONS.more, text: 'More…' },
  ]);
}

/** What a lock screen shows and a screen reader hears. */
function approvalWords(progress: Progress, approval: ApprovalProgress, { word, line }: ApprovalOutcome): Mrkdwn {
  const change = changeOf(progress);
  const place = md`${name(approval.stage, 120)}/${name(approval.name, 120)}`;
  const by = change?.author ? md` by ${foreign(change.author, 100)}` : '';
  return join(
    [
      md`${name(pipelineName(progress), 200)}: ${place} ${word}.`,
      line === undefined ? undefined : md`${line}.`,
      change && md`Commit ${foreign(change.id, 80)}${by}.`,
      md`Execution ${name(shortId(progress.ref.executionId), 60)}.`,
    ],
    ' ',
  );
}
