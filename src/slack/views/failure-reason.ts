import type { DrawContext } from '../../app/ports.ts';
import { ranOut } from '../../domain/deadline.ts';
import type { ActionProgress, FailureProgress, Progress } from '../../domain/progress.ts';
import { oneLine } from '../foreign-text.ts';

/** Why an execution failed, in a few words: the first line of its error, or the approval that was not given. */
export function failureReason(progress: Progress, decisions: DrawContext['decisions']): string | undefined {
  const failure = progress.failures.findLast(({ current }) => current);
  if (failure) return causeLine(failure);
  const refused = progress.approvals.findLast(({ state, replaced }) => state === 'failed' && !replaced);
  if (!refused) return undefined;
  const decision = refused.runKey === undefined ? undefined : decisions[refused.runKey];
  if (decision?.verdict === 'rejected' && decision.outcome !== 'lost')
    return `${refused.name} was rejected by ${decision.byName}`;
  if (refused.answered?.by !== undefined) return `${refused.name} was rejected by ${refused.answered.by}`;
  if (refused.deadline === undefined) return `${refused.name} was rejected, or its time ran out`;
  return ranOut(refused) ? `Nobody answered ${refused.name} in time` : `${refused.name} was rejected`;
}

/** Why a stage failed, in a line: what was found out, else the first error. */
export function causeLine({ actions, details }: Pick<FailureProgress, 'actions' | 'details'>): string | undefined {
  const found = [details, ...actions.map((action) => action.details)].find((one) => one?.cause)?.cause?.text;
  return found === undefined ? errorLine(actions) : oneLine(found);
}

/** The first line of the first error; its code where there is no text. */
export function errorLine(actions: readonly ActionProgress[]): string | undefined {
  const errors = actions.flatMap(({ error }) => (error === undefined ? [] : [error]));
  const lines = errors.map(({ text, code }) => firstLine(text ?? '') || oneLine(code ?? ''));
  return lines.find((line) => line !== '');
}

function firstLine(text: string): string {
  return (
    text
      .split(/[\r\n]+/)
      .map(oneLine)
      .find((line) => line !== '') ?? ''
  );
}

/** For sentences that set their own full stop. */
export function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
