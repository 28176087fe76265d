import type { StageConditionState } from '@aws-sdk/client-codepipeline';
import type { LiveCondition } from '../app/codepipeline-ports.ts';
import { runKeyOf } from '../app/digest.ts';
import type { ConditionPlace } from '../domain/operation.ts';
import { cutTo } from './limits.ts';

const SUMMARY_MAX = 300;

/** A condition of a stage, as GetPipelineState tells it. @returns nothing for one that was never evaluated */
export function toCondition(
  place: ConditionPlace,
  state: StageConditionState | undefined,
): Partial<Record<ConditionPlace, LiveCondition>> {
  const status = state?.latestExecution?.status;
  if (!status) return {};
  const rules = (state.conditionStates ?? []).flatMap(({ ruleStates }) => ruleStates ?? []);
  const run = rules.find(({ latestExecution }) => latestExecution?.ruleExecutionId)?.latestExecution?.ruleExecutionId;
  return {
    [place]: {
      status,
      ...(run ? { run: runKeyOf(run) } : {}),
      rules: rules.map(({ ruleName, latestExecution }) => ({
        name: ruleName ?? '',
        ...(latestExecution?.status ? { status: latestExecution.status } : {}),
        ...(latestExecution?.summary ? { summary: cutTo(latestExecution.summary, SUMMARY_MAX) } : {}),
      })),
    },
  };
}
