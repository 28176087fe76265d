import { posix } from 'node:path';
import { z } from 'zod';
import { createResolver, type Place } from './resolve-intrinsics.ts';
import type { DeployedFunction, Output, Stack, Target } from './stack.ts';
import { Template } from './template.ts';

const FunctionProperties = z.object({
  Handler: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).default({ Variables: {} }),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
});

/** What Lambda keeps an asynchronous event for, when nothing is said. */
const LONGEST_EVENT_AGE_SECONDS = 21_600;

const InvokeProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.number().default(2),
  MaximumEventAgeInSeconds: z.number().default(LONGEST_EVENT_AGE_SECONDS),
});

const UrlProperties = z.object({ TargetFunctionArn: z.string(), AuthType: z.literal('NONE') });

const FunctionUrl = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('FunctionUrl')]) });

const RuleTarget = z.object({ Arn: z.string(), Input: z.string().optional() });

const RuleProperties = z.object({
  Name: z.string(),
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(RuleTarget),
});

const TableProperties = z.object({
  AttributeDefinitions: z.array(z.unknown()),
  KeySchema: z.array(z.unknown()),
  BillingMode: z.string().optional(),
  GlobalSecondaryIndexes: z.array(z.unknown()).optional(),
  LocalSecondaryIndexes: z.array(z.unknown()).optional(),
});

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `rate(1 minute)` in ms.
 * @throws Error on a cron expression: the sandbox runs rates only */
export function rateMs(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const unitMs = unit === undefined ? undefined : UNIT_MS[unit];
  if (unitMs === undefined) throw new Error(`The sandbox runs schedules of the form rate(…), not ${expression}`);
  return Number(count) * unitMs;
}

const BusProperties = z.object({ Name: z.string() });

/**
 * Reads the template that osls packaged, so that what runs here is what would be deployed.
 * @param json the parsed template
 * @throws Error when the template uses something the sandbox cannot stand in for
 */
export function readStack(json: unknown, place: Place): Stack {
  const template = Template.parse(json);
  const resolve = createResolver(template, place);
  const ref = (id: string) => String(resolve({ Ref: id }));
  const arnOf = (id: string) => String(resolve({ 'Fn::GetAtt': [id, 'Arn'] }));
  const idsOf = (type: string) => Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === type);

  /** Only what the schema names is resolved: a bucket that holds the zip files, say, is of no interest here. */
  function properties<S extends z.ZodObject>(id: string, schema: S): z.infer<S> {
    const given = Object.entries(template.Resources[id]?.Properties ?? {});
    const known = given.filter(([key]) => key in schema.shape);
    return schema.parse(Object.fromEntries(known.map(([key, value]) => [key, resolve(value)])));
  }

  const invocations = idsOf('AWS::Lambda::EventInvokeConfig').map((id) => properties(id, InvokeProperties));
  const urls = new Map(idsOf('AWS::Lambda::Url').map((id) => [id, properties(id, UrlProperties).TargetFunctionArn]));
  const rules = idsOf('AWS::Events::Rule')
    .map((id) => properties(id, RuleProperties))
    .filter((rule) => rule.State === 'ENABLED');

  function toFunction(id: string): DeployedFunction {
    const { Handler, Timeout, MemorySize, Environment, DeadLetterConfig } = properties(id, FunctionProperties);
    const functionName = ref(id);
    const invocation = invocations.find((config) => config.FunctionName === functionName);
    const { dir, name, ext } = posix.parse(Handler);
    return {
      name,
      functionName,
      arn: arnOf(id),
      file: posix.join(dir, `${name}.mjs`),
      handler: ext.slice(1),
      timeoutMs: Timeout * 1000,
      memoryMb: MemorySize,
      environment: Environment.Variables,
      retries: invocation?.MaximumRetryAttempts ?? 2,
      maximumEventAgeMs: (invocation?.MaximumEventAgeInSeconds ?? LONGEST_EVENT_AGE_SECONDS) * 1000,
      url: [...urls.values()].includes(arnOf(id)),
      ...(DeadLetterConfig ? { deadLetterArn: DeadLetterConfig.TargetArn } : {}),
    };
  }

  const functions = idsOf('AWS::Lambda::Function').map(toFunction);

  function outputOf(value: unknown): Output['value'] {
    const url = FunctionUrl.safeParse(value);
    const served = url.success ? urls.get(url.data['Fn::GetAtt'][0]) : undefined;
    return served === undefined
      ? String(resolve(value))
      : { urlOf: functions.find(({ arn }) => arn === served)?.name ?? '' };
  }

  return {
    name: place.stackName,
    outputs: Object.entries(template.Outputs).map(([key, { Value }]) => ({ key, value: outputOf(Value) })),
    functions,
    rules: rules.flatMap(({ Name, EventBusName, EventPattern, Targets }) =>
      EventPattern ? [{ name: Name, bus: EventBusName, pattern: EventPattern, targets: Targets.map(toTarget) }] : [],
    ),
    schedules: rules.flatMap(({ Name, ScheduleExpression, Targets }) =>
      ScheduleExpression ? [{ name: Name, everyMs: rateMs(ScheduleExpression), targets: Targets.map(toTarget) }] : [],
    ),
    tables: idsOf('AWS::DynamoDB::Table').map((id) => ({ name: ref(id), definition: properties(id, TableProperties) })),
    buses: ['default', ...idsOf('AWS::Events::EventBus').map((id) => properties(id, BusProperties).Name)],
    queues: idsOf('AWS::SQS::Queue').map((id) => ({ name: arnOf(id).split(':').at(-1) ?? id, arn: arnOf(id) })),
    logGroups: idsOf('AWS::Logs::LogGroup').map((id) => ({ name: ref(id), arn: arnOf(id) })),
  };
}

const toTarget = ({ Arn, Input }: z.infer<typeof RuleTarget>): Target => ({
  arn: Arn,
  ...(Input === undefined ? {} : { input: Input }),
});
