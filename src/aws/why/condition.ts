import * as z from 'zod/mini';
import type { Explain } from '../../app/why/ports.ts';
import type { Services } from './services.ts';

const text = z.optional(z.string());
const Rules = z.object({
  ruleExecutionDetails: z.optional(
    z.array(
      z.object({
        stageName: text,
        ruleName: text,
        status: text,
        input: z.optional(z.object({ ruleTypeId: z.optional(z.object({ provider: text })) })),
        output: z.optional(
          z.object({
            executionResult: z.optional(
              z.object({
                externalExecutionSummary: text,
                errorDetails: z.optional(z.object({ code: text, message: text })),
              }),
            ),
          }),
        ),
      }),
    ),
  ),
});

/** A stage that failed without an action: which rule of its conditions said no, and what it said.
 * @see ListRuleExecutions, newest first */
export function explainCondition(services: Services): Explain {
  return async ({ execution, stage }) => {
    const read = await services.json(execution, 'codepipeline', 'CodePipeline_20150709.ListRuleExecutions', {
      pipelineName: execution.pipeline,
      filter: { pipelineExecutionId: execution.executionId },
    });
    const { ruleExecutionDetails = [] } = Rules.parse(read);
    const failed = ruleExecutionDetails.find(({ stageName, status }) => stageName === stage && status === 'Failed');
    if (!failed) return {};
    const { errorDetails, externalExecutionSummary } = failed.output?.executionResult ?? {};
    const said = errorDetails?.message ?? externalExecutionSummary ?? errorDetails?.code;
    const provider = failed.input?.ruleTypeId?.provider;
    const rule = `The rule ${failed.ruleName ?? ''}${provider === undefined ? '' : ` (${provider})`} failed`;
    return { text: said === undefined ? rule : `${rule}: ${said}` };
  };
}
