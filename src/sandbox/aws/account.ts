import type { Activity } from '../activity.ts';
import type { MovableClock } from '../clock.ts';
import type { FaultDesk } from '../faults/index.ts';
import type { BusEvent, CodePipelineService } from '../ports.ts';
import type { RequestLog } from '../request-log.ts';
import { createDeadLetters, type DeadLetters } from './dead-letters.ts';
import { startDynamoDb } from './dynamodb.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import { createEventBus, type EventBus } from './event-bus.ts';
import { deployFunction, type Ground } from './functions/deploy.ts';
import { createInvoker, type Invoker } from './functions/invoker.ts';
import { createDeliveredLogs } from './neighbours/delivered-logs.ts';
import { createQueue } from './neighbours/queue.ts';
import { callsFunctions } from './other-functions.ts';
import { startSchedules } from './schedules.ts';
import type { Stack } from './stack.ts';

/** The AWS account of the sandbox with the stack deployed in it. */
export interface Account {
  endpoint: Endpoint;
  bus: EventBus;
  invoker: Invoker;
  deadLetters: DeadLetters;
  /** From now on schedules run. */
  startSchedules(): void;
  stop(): Promise<void>;
}

export interface AccountDeps {
  stack: Stack;
  codepipeline: CodePipelineService;
  clock: MovableClock;
  activity: Activity;
  log: RequestLog;
  faults: FaultDesk;
  ground: Omit<Ground, 'offset' | 'began'>;
  /** `http://127.0.0.1:PORT` of the endpoint */
  origin: string;
  /** SSM parameters by name */
  parameters: Record<string, string>;
  accountId: string;
  homeRegion: string;
  newId: () => string;
  report: (error: unknown) => void;
}

/** Deploys the stack: tables, functions, rules, schedules, as its template says. */
export async function openAccount(deps: AccountDeps): Promise<Account> {
  const { stack, clock, activity, faults, newId, accountId, homeRegion } = deps;
  const dynamodb = await startDynamoDb(stack.tables, homeRegion);
  const deadLetters = createDeadLetters(clock.now, newId);
  const ground = { ...deps.ground, offset: clock.offset, began: faults.crashes.began };
  const functions = stack.functions.map((definition) => ({
    definition,
    pool: deployFunction(definition, deps.origin, ground),
  }));
  const invoker = createInvoker({ clock, activity, deadLetters, functions });
  const deliveredLogs = createDeliveredLogs(stack.logGroups, { now: clock.now, newId });
  const bus = createEventBus({
    buses: stack.buses,
    rules: stack.rules,
    activity,
    send: (arn, event) => {
      if (!deliveredLogs.take(arn, event)) invoker.send(arn, event);
    },
    report: deps.report,
    clock,
    fateOf: faults.event,
  });
  deps.codepipeline.connect({ origin: deps.origin, invoke: callsFunctions(stack.functions, invoker) });
  const endpoint = createEndpoint({
    codepipeline: deps.codepipeline,
    dynamodb,
    bus,
    invoker,
    deliveredLogs,
    queue: createQueue(
      stack.queues.map(({ name }) => name),
      deadLetters,
    ),
    stack,
    origin: deps.origin,
    parameters: deps.parameters,
    accountId,
    homeRegion,
    now: clock.now,
    newId,
    log: deps.log,
    fateOf: faults.awsCall,
  });

  const scheduledEvent = (ruleName: string, atMs: number): BusEvent => ({
    version: '0',
    id: newId(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: homeRegion,
    resources: [`arn:aws:events:${homeRegion}:${accountId}:rule/${ruleName}`],
    detail: {},
  });

  return {
    endpoint,
    bus,
    invoker,
    deadLetters,
    startSchedules: () =>
      startSchedules({
        schedules: stack.schedules,
        clock,
        activity,
        nextDueAt: dynamodb.nextDueAt,
        send: invoker.send,
        event: (schedule, atMs) => scheduledEvent(schedule.name, atMs),
      }),
    async stop() {
      await invoker.stop();
      await dynamodb.stop();
    },
  };
}
