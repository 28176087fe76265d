import { rulesOf } from '../machine/conditions.ts';
import type { ConditionRun, Execution, RuleRun, StageRun } from '../state.ts';
import { seconds } from './operation.ts';
import { presentRunStatus } from './present.ts';

/** The conditions of a stage as GetPipelineState shows them, those that were evaluated. */
export function presentConditions(execution: Execution, { conditions }: StageRun) {
  const { beforeEntry, onSuccess, onFailure } = conditions;
  return {
    ...(beforeEntry && { beforeEntryConditionState: present(execution, beforeEntry) }),
    ...(onSuccess && { onSuccessConditionState: present(execution, onSuccess) }),
    ...(onFailure && { onFailureConditionState: present(execution, onFailure) }),
  };
}

function present(execution: Execution, condition: ConditionRun) {
  const { status, summary, changedAt } = condition;
  return {
    latestExecution: { status, summary },
    conditionStates: [
      {
        latestExecution: { status, summary, lastStatusChange: seconds(changedAt) },
        ruleStates: rulesOf(execution, condition).map(presentRule),
      },
    ],
  };
}

const presentRule = (run: RuleRun) => ({
  ruleName: run.rule,
  latestExecution: {
    ruleExecutionId: run.id,
    status: presentRunStatus(run.status),
    summary: run.summary,
    lastStatusChange: seconds(run.updatedAt),
    lastUpdatedBy: run.updatedBy,
    externalExecutionId: run.externalId,
    externalExecutionUrl: run.externalUrl,
    errorDetails: run.error,
  },
});
