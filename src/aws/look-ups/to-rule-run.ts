import type { RuleExecutionDetail } from '@aws-sdk/client-codepipeline';
import type { RuleRun } from '../../app/look-up-ports.ts';
import { ExecutionId } from '../../domain/ids.ts';
import { toErrorText } from '../limits.ts';

export function toRuleRun(detail: RuleExecutionDetail): RuleRun[] {
  const { pipelineExecutionId, stageName: stage, ruleName: rule, status, input, output } = detail;
  if (!pipelineExecutionId || !stage || !rule || !status) return [];
  const { externalExecutionSummary: summary, errorDetails } = output?.executionResult ?? {};
  const error = toErrorText(errorDetails?.code, errorDetails?.message);
  const at = detail.lastUpdateTime ?? detail.startTime;
  return [
    {
      executionId: ExecutionId(pipelineExecutionId),
      stage,
      rule,
      provider: input?.ruleTypeId?.provider ?? '',
      status,
      ...(summary ? { summary } : {}),
      ...(error ? { error: error.text ?? error.code ?? '' } : {}),
      ...(at ? { at: at.toISOString() } : {}),
    },
  ];
}
