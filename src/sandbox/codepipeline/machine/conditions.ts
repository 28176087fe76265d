import { ROLLBACK_EVALUATES_CONDITIONS } from '../choices.ts';
import type { Result } from '../shapes.ts';
import type { ConditionPlace, ConditionRun, Execution, Pipeline, RuleRun, StageRun } from '../state.ts';
import type { Draft } from './draft.ts';
import { declarationOf, isRunning, stageOf } from './pipeline-views.ts';
import { endRule, startRule } from './rule-runs.ts';

/* A condition of a stage: one to five rules that run together; any that fails fails the condition. */

const DEFAULT_RESULT: Record<ConditionPlace, Result> = {
  beforeEntry: 'FAIL',
  onSuccess: 'FAIL',
  onFailure: 'ROLLBACK',
};

/** Whether a condition has let the stage go on already. */
export const hasPassed = (condition: ConditionRun | undefined): boolean =>
  condition?.status === 'Succeeded' || condition?.status === 'Overridden';

/** Starts the rules of a condition.
 * @returns false when none is declared, or none counts */
export function beginCondition(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  stage: StageRun,
  place: ConditionPlace,
): boolean {
  if (execution.type === 'ROLLBACK' && !ROLLBACK_EVALUATES_CONDITIONS) return false;
  const condition = stageOf(declarationOf(pipeline, execution), stage.name)?.[place]?.conditions?.[0];
  const rules = condition?.rules ?? [];
  if (rules.length === 0) return false;
  stage.phase = place;
  stage.updatedAt = draft.now;
  execution.updatedAt = draft.now;
  const started = rules.map((rule) => startRule(draft, pipeline, execution, { stage: stage.name, place }, rule).id);
  stage.conditions[place] = {
    status: 'InProgress',
    result: condition?.result ?? DEFAULT_RESULT[place],
    changedAt: draft.now,
    rules: started,
  };
  return true;
}

export const rulesOf = (execution: Execution, condition: ConditionRun): RuleRun[] =>
  execution.rules.filter(({ id }) => condition.rules.includes(id));

export const isEvaluating = (execution: Execution, stage: StageRun): boolean =>
  Object.values(stage.conditions).some((condition) =>
    rulesOf(execution, condition).some(({ status }) => status === 'InProgress'),
  );

/** What a condition has come to; 'open' while a rule of it runs. */
export function settle(draft: Draft, execution: Execution, condition: ConditionRun): 'open' | 'passed' | 'failed' {
  const rules = rulesOf(execution, condition);
  if (rules.some(({ status }) => status === 'InProgress')) return 'open';
  const failed = rules.filter(({ status }) => status !== 'Succeeded');
  condition.status = failed.length > 0 ? 'Failed' : 'Succeeded';
  condition.changedAt = draft.now;
  if (failed.length > 0) condition.summary = `Rules that failed: ${failed.map(({ rule }) => rule).join(', ')}`;
  return failed.length > 0 ? 'failed' : 'passed';
}

/** Ends the evaluation of whatever condition of the stage is open: nobody waits for its rules any more. */
export function breakOff(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  stage: StageRun,
  status: 'Abandoned' | 'Cancelled' | 'Overridden',
): void {
  for (const condition of Object.values(stage.conditions)) {
    if (condition.status !== 'InProgress') continue;
    for (const run of rulesOf(execution, condition).filter((rule) => isRunning(rule)))
      endRule(draft, pipeline, run, 'Abandoned');
    condition.status = status;
    condition.changedAt = draft.now;
  }
}
