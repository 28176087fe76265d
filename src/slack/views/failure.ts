import type { KnownBlock } from '@slack/types';
import type { DrawContext, Drawing } from '../../app/ports.ts';
import { shortId } from '../../domain/ids.ts';
import { failureKey } from '../../domain/looker.ts';
import type { ActionProgress, FailureProgress, Progress } from '../../domain/progress.ts';
import { actions, button, context, menu, preformatted, sectionWithMenu } from '../blocks.ts';
import { actionUrl, executionUrl } from '../console-links.ts';
import { visibleLines } from '../foreign-text.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name } from '../mrkdwn.ts';
import { type Reference, toBlockId, toValue } from '../reference.ts';
import { executionReference } from './card.ts';
import { drawing } from './drawing.ts';
import { flakyWords, peopleWords, streakWords } from './failure-background.ts';
import { type FailureOutcome, failureOutcome } from './failure-outcome.ts';
import { causeLine, errorLine, withoutStop } from './failure-reason.ts';
import { gapWords } from './gap-words.ts';
import { LOOK_TEXT, lookerLine } from './looker.ts';
import { pipelineName } from './pipeline-name.ts';
import { changeOf, changeWords, executionWords, startedBy } from './provenance.ts';

export const RETRY = 'failure:retry';
export const LOOK_AT_FAILURE = 'failure:look';
export const ROLLBACK = 'stage:rollback';
export const OVERRIDE = 'condition:override';
export const FAILURE_MENU = 'failure:menu';
/** What the failure's menu offers. */
export const FAILURE_OPTIONS = { retryAll: 'retry-all', log: 'log', console: 'console', more: 'more' } as const;

const ACTIONS_SHOWN = 3;
const ERROR_MAX = 500;
const EXCERPT_MAX = 600;

/** An attempt of a stage in which something failed, and later how that ended. */
export function drawFailure(
  which: { readonly stage: string; readonly begun: string },
  { progress, lookers, actIn, excerpts }: DrawContext,
): Drawing {
  const failure = findFailure(progress, which);
  const outcome = failureOutcome(failure, progress);
  return drawing(failureWords(progress, failure, outcome), [
    sectionWithMenu(headline(progress, failure), outcome || !actIn ? undefined : failureMenu(progress, failure)),
    context(body(progress, failure)),
    ...backgroundBlocks(failure),
    ...failure.actions.slice(0, ACTIONS_SHOWN).flatMap((action) => actionBlocks(progress, action, excerpts)),
    ...(failure.details?.gap ? [context(gapWords(failure.details.gap))] : []),
    ...(failure.actions.length > ACTIONS_SHOWN
      ? [context(md`and ${failure.actions.length - ACTIONS_SHOWN} more failed actions`)]
      : []),
    ...(outcome ? [context(md`${outcome.mark} ${outcome.words}`)] : []),
    ...(outcome || !actIn ? [] : failureButtons(progress, failure)),
    ...(outcome ? [] : lookerLine(lookers[failureKey(failure)])),
  ]);
}

/** A message outlives what it was posted for: a failure that later events took back is over. */
function findFailure(
  progress: Progress,
  { stage, begun }: { readonly stage: string; readonly begun: string },
): FailureProgress {
  const stageState = progress.stages.find(({ name }) => name === stage)?.state;
  return (
    progress.failures.find((failure) => failure.stage === stage && failure.begun === begun) ?? {
      stage,
      attempt: 1,
      begun,
      current: false,
      ended: true,
      stageState,
      failedAt: '',
      actions: [],
    }
  );
}

function headline(progress: Progress, failure: FailureProgress): Mrkdwn {
  const pipeline = bold(link(executionUrl(progress.ref), name(pipelineName(progress))));
  const why = causeLine(failure);
  const head = md`✗ ${bold(name(failure.stage))} failed in ${pipeline}`;
  return why === undefined ? head : md`${head}: ${foreign(why, 600)}`;
}

function body(progress: Progress, failure: FailureProgress): Mrkdwn {
  const change = changeOf(progress);
  const attempt = failure.attempt > 1 ? md`attempt ${failure.attempt} of ${name(failure.stage, 300)}` : undefined;
  return join(
    [change ? changeWords(change) : undefined, startedBy(progress), attempt, executionWords(progress)],
    ' · ',
  );
}

function backgroundBlocks({ background }: FailureProgress): KnownBlock[] {
  if (!background) return [];
  const told = join([peopleWords(background), streakWords(background), flakyWords(background)], ' · ');
  return told.mrkdwn === '' ? [] : [context(told)];
}

/** The action with its log, and the lines that say why; where there are none, the error's text unless the headline says it all. */
function actionBlocks({ ref }: Progress, action: ActionProgress, excerpts: boolean): KnownBlock[] {
  const { code, text } = action.error ?? {};
  const { log, cause, gap } = action.details ?? {};
  const label = link(actionUrl(ref, action), name(action.name, 300));
  const what = join(
    [label, action.provider && foreign(action.provider, 80), code && foreign(code, 80)].filter(isMrkdwn),
    ' · ',
  );
  const saidAlready = text === undefined || visibleLines(text).trim() === errorLine([action]);
  const lines = excerpts && log ? log : undefined;
  const place = lines?.line === undefined ? undefined : md`${link(lines.url, md`log, line ${lines.line}`)}`;
  const head = join([md`✗ ${what}`, lines && (place ?? link(lines.url, md`log`))], ' · ');
  if (lines) return [context(head), ...preformatted(lines.lines.join('\n'), EXCERPT_MAX)];
  return [
    context(head),
    ...(saidAlready || cause ? [] : preformatted(text, ERROR_MAX)),
    ...(gap ? [context(gapWords(gap))] : []),
  ];
}

function isMrkdwn(part: Mrkdwn | '' | undefined): part is Mrkdwn {
  return part !== undefined && part !== '';
}

/** The stage as `Retry` means it: this attempt, named by a run that failed in it. */
function stageReference(progress: Progress, failure: FailureProgress): Reference {
  const run = failure.actions.find(({ runKey }) => runKey !== undefined)?.runKey ?? `a${failure.attempt}`;
  return { ...executionReference(progress), stage: failure.stage, run };
}

/** Where the stage failed without an action, a condition stopped it: there is no action to retry, and a condition to override. The first
 * stage brings the sources in and has nothing to go back to. */
export function failureButtons(progress: Progress, failure: FailureProgress) {
  const value = toValue(stageReference(progress, failure));
  const target = `${failure.stage} of ${pipelineName(progress)} ${shortId(progress.ref.executionId)}`;
  const retry = { actionId: RETRY, text: 'Retry failed', value, label: `Retry ${target}`, style: 'primary' as const };
  const isFirst = progress.stages[0]?.name === failure.stage;
  return actions(
    failure.actions.length === 0
      ? button({ actionId: OVERRIDE, text: 'Override…', value, label: `Override the condition of ${target}` })
      : button(retry),
    isFirst ? undefined : button({ actionId: ROLLBACK, text: 'Roll back…', value, label: `Roll back ${target}` }),
    button({ actionId: LOOK_AT_FAILURE, text: LOOK_TEXT, value, label: `Look at ${target}` }),
  );
}

export function failureMenu(progress: Progress, failure: FailureProgress) {
  const logs = failure.actions.map((action) => actionUrl(progress.ref, action));
  const log = logs.find((url) => url !== undefined);
  const page = executionUrl(progress.ref);
  return menu(FAILURE_MENU, toBlockId(stageReference(progress, failure)), [
    failure.ended ? { value: FAILURE_OPTIONS.retryAll, text: 'Retry whole stage' } : undefined,
    log === undefined ? undefined : { value: FAILURE_OPTIONS.log, text: 'Open log', url: log },
    page === undefined ? undefined : { value: FAILURE_OPTIONS.console, text: 'Open in console', url: page },
    { value: FAILURE_OPTIONS.more, text: 'More…' },
  ]);
}

/** What a lock screen shows and a screen reader hears. */
function failureWords(progress: Progress, failure: FailureProgress, outcome: FailureOutcome | undefined): Mrkdwn {
  const change = changeOf(progress);
  const why = causeLine(failure);
  const by = change?.author ? md` by ${foreign(change.author, 100)}` : '';
  const head = md`${name(failure.stage, 120)} failed in ${name(pipelineName(progress), 200)}`;
  const [first] = failure.actions;
  return join(
    [
      why === undefined ? md`${head}.` : md`${head}: ${foreign(withoutStop(why), 200)}.`,
      outcome && md`${outcome.words}.`,
      first && md`Action ${name(first.name, 120)}.`,
      change && md`Commit ${foreign(change.id, 80)}${by}.`,
      failure.attempt > 1 ? md`Attempt ${failure.attempt}.` : undefined,
      md`Execution ${name(shortId(progress.ref.executionId), 60)}.`,
    ],
    ' ',
  );
}
