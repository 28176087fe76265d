import { z } from 'zod';
import type { HttpResponse } from '../../ports.ts';
import { awsError, awsJson } from '../aws-json.ts';
import type { Stack, Target } from '../stack.ts';

const ByTarget = z.object({ TargetArn: z.string().min(1), EventBusName: z.string().default('default') });
const ByName = z.object({ Name: z.string().min(1), EventBusName: z.string().default('default') });

interface KnownRule {
  name: string;
  bus: string;
  targets: Target[];
  trigger: { EventPattern: string } | { ScheduleExpression: string };
}

/** The two reads of EventBridge's rules; the rules are those of the stack that are enabled. */
export function createRules({ rules, schedules }: Pick<Stack, 'rules' | 'schedules'>) {
  const known: KnownRule[] = [
    ...rules.map(({ pattern, ...rule }) => ({ ...rule, trigger: { EventPattern: JSON.stringify(pattern) } })),
    ...schedules.map(({ name, everyMs, targets }) => ({
      name,
      bus: 'default',
      targets,
      trigger: { ScheduleExpression: `rate(${everyMs / 60_000} minutes)` },
    })),
  ];

  return {
    listRuleNamesByTarget(input: unknown): HttpResponse {
      const parsed = ByTarget.safeParse(input);
      if (!parsed.success) return awsError(400, 'ValidationException', z.prettifyError(parsed.error));
      const { TargetArn, EventBusName } = parsed.data;
      const hits = known.filter(
        ({ bus, targets }) => bus === EventBusName && targets.some(({ arn }) => arn === TargetArn),
      );
      return awsJson(200, { RuleNames: hits.map(({ name }) => name) });
    },
    describeRule(input: unknown): HttpResponse {
      const parsed = ByName.safeParse(input);
      if (!parsed.success) return awsError(400, 'ValidationException', z.prettifyError(parsed.error));
      const { Name, EventBusName } = parsed.data;
      const rule = known.find(({ name, bus }) => name === Name && bus === EventBusName);
      if (!rule) return awsError(400, 'ResourceNotFoundException', `Rule ${Name} does not exist on ${EventBusName}.`);
      return awsJson(200, { Name, EventBusName, State: 'ENABLED', ...rule.trigger });
    },
  };
}
