import { followExecution } from '../../../src/app/follow-execution.ts';
import { type SweepDeps, sweep } from '../../../src/app/sweep.ts';
import { parseCodePipelineEvent } from '../../../src/aws/codepipeline-events.ts';
import { createPipelineReads } from '../../../src/aws/codepipeline-reads.ts';
import { createExecutionStore } from '../../../src/aws/execution-store.ts';
import { createFreezeStore } from '../../../src/aws/freeze-store.ts';
import { createLastGoodStore } from '../../../src/aws/last-good-store.ts';
import { createPaceStore } from '../../../src/aws/pace-store.ts';
import { createRedStore } from '../../../src/aws/red-store.ts';
import { createStructureCache } from '../../../src/aws/structure-cache.ts';
import { createSubscriptionStore } from '../../../src/aws/subscription-store.ts';
import type { Table } from '../../../src/aws/table.ts';
import { ChannelId, type ExecutionRef, TeamId } from '../../../src/domain/ids.ts';
import { channelsFor } from '../../../src/domain/policy.ts';
import { APP } from '../../../src/sandbox/people.ts';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import { createMessenger } from '../../../src/slack/messenger.ts';
import { createRandom } from '../../simulator/random.ts';
import { createMemoryCatalogue } from '../../support/memory-catalogue.ts';
import { createMemoryHome } from '../../support/memory-home.ts';
import { nobodyToAsk, silentLog } from '../../support/memory-slack.ts';
import { listening } from '../../support/memory-subscriptions.ts';
import { createMemoryViewers } from '../../support/memory-viewers.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { directory } from '../../support/person.ts';
import { aPolicy, aRoute } from '../../support/policy.ts';
import { onlyHome } from '../../support/served.ts';
import { type Calls, createCalls, NO_UNITS, type Units } from './calls.ts';
import { createLambda, type FunctionName, type Invocation } from './lambda.ts';
import type { Command } from './memory-table.ts';
import { createOpenExecutions } from './open-executions.ts';
import { createRailway, HOME, REGION } from './railway.ts';
import { clientThrough, createSlackSide } from './slack-side.ts';
import { createStopwatch } from './stopwatch.ts';
import { dynaliteSide, memorySide } from './table-side.ts';
import { createVirtualTime } from './virtual-time.ts';
import { createWatch } from './watch.ts';

export const START = Date.UTC(2026, 2, 2, 12);
export const MINUTE_MS = 60_000;
/** What a remote call takes, there and back. */
/** Sweeps that may follow the minute's own. */
const SWEEPS_AFTER = 2;
const SLACK_MS = 120;
const AWS_MS = 12;
/** From CodePipeline through EventBridge to the function: events overtake each other on the way. */
const DELIVERY_MS = [50, 1_000] as const;
/** Somebody reads an approval, thinks, and approves. */
const THINKING_MS = [30_000, 90_000] as const;
const SEED = 20_000;

export interface Load {
  readonly pipelines: number;
  readonly executionsEach: number;
  readonly channels: number;
  readonly table: 'memory' | 'dynalite';
  /** a deliberate fault, to show that the check at the end sees what is lost */
  readonly withoutSchedule?: boolean;
  /** Slack answers 429 to everything in this time (ms after the start) */
  readonly refusing?: { readonly fromMs: number; readonly untilMs: number; readonly retryAfterSeconds: number };
}

/** The bot, CodePipeline, Slack and Lambda in one process and in virtual time: the stories, stores, gateways, messenger and views that
 * are deployed, each remote call with the time that it takes. What is real is what the processor and the memory have to do. */
export async function createLoadWorld({
  pipelines,
  executionsEach,
  channels,
  table: kind,
  refusing,
  withoutSchedule,
}: Load) {
  const time = createVirtualTime(START);
  const random = createRandom(SEED);
  const calls = createCalls();
  const stopwatch = createStopwatch();
  const channelIds = Array.from({ length: channels }, (_, index) => ChannelId(`C0TEAM${index}`));
  const names = Array.from({ length: pipelines }, (_, index) => `team-${index % channels}-app-${index}`);
  const policy = aPolicy({
    routes: channelIds.map((channel, index) => aRoute({ pipelines: `team-${index}-*`, channel })),
  });
  const channelOf = (ref: ExecutionRef) => channelsFor(policy, 'progress', ref)[0] ?? ChannelId('');
  let events = 0;
  let sweepReadsAllowed = 0;
  const open = createOpenExecutions(time.now);

  const railway = createRailway({ time, random, emit });
  const watch = createWatch({ now: time.now, policy, channelOf, structureOf: railway.structureOf, stopwatch });
  const tableSide = kind === 'memory' ? memorySide(stopwatch) : await dynaliteSide(time.now);
  const slack = createSlackSide({
    time,
    random,
    channels: channelIds,
    refusing: () => {
      const at = time.now() - START;
      return refusing && at >= refusing.fromMs && at < refusing.untilMs ? refusing.retryAfterSeconds : undefined;
    },
    spend: (work) => stopwatch.time('Slack', work),
  });
  const lambda = createLambda({ time, calls, start: wire });

  /** As handlers/wiring does it, with the wires ending in this process. */
  function wire(functionName: FunctionName, current: () => Invocation): Omit<SweepDeps, 'timeLeft'> {
    const table: Table = { client: { send: throughTable(current) } as never, name: 'signalbox', now: time.now };
    const client = { send: throughCodePipeline(current) } as never;
    const reads = createPipelineReads(() => client, onlyHome(HOME, REGION), silentLog);
    const executions = watch.watched(counted(createExecutionStore(table), calls, functionName), current);
    const messenger = createMessenger(clientThrough(throughSlack(current)), APP.botId);
    return {
      now: time.now,
      sleep: (ms) => current().sleep(ms),
      newId: () => `id-${random.next()}`,
      executions,
      jobCalls: async () => NO_JOBS,
      structures: createStructureCache(reads, time.now, silentLog),
      messenger,
      pace: createPaceStore(table),
      reds: createRedStore(table),
      details: nobodyToAsk,
      lastGoods: createLastGoodStore(table),
      ...listening(time.now, createSubscriptionStore(table)),
      policy,
      homeTeam: TeamId('T0SIGNALBX'),
      freezes: createFreezeStore(table),
      queue: { request: async () => undefined },
      people: directory(async () => undefined),
      log: silentLog,
      reads,
      served: onlyHome(HOME, REGION),
      homeTab: createMemoryHome().homeTab,
      viewers: createMemoryViewers(time.now),
      catalogue: createMemoryCatalogue(),
    };
  }

  const throughTable = (current: () => Invocation) => async (command: Command) => {
    const operation = `dynamodb:${OPERATIONS[command.constructor.name] ?? command.constructor.name}`;
    return (await current().call(operation, AWS_MS, () => tableSide.send(command), unitsOf)).answer;
  };
  const throughCodePipeline = (current: () => Invocation) => (command: Command) => {
    const operation = `codepipeline:${command.constructor.name.replace(/Command$/, '')}`;
    const answer = () => stopwatch.time('CodePipeline', () => railway.client.send(command as never));
    return current().call<unknown>(operation, AWS_MS, answer);
  };
  const throughSlack = (current: () => Invocation) => (method: string, args: Readonly<Record<string, unknown>>) => {
    const invocation = current();
    return invocation.call(`slack:${method}`, SLACK_MS, async () => {
      const said = await slack.answer(method, args);
      stopwatch.time('books', () => look(invocation, args));
      return said;
    });
  };

  function look(invocation: Invocation, { metadata, blocks }: Readonly<Record<string, unknown>>): void {
    const key = (metadata as { event_payload?: { key?: string } } | undefined)?.event_payload?.key;
    if (key === undefined) return;
    const approval = watch.shown(invocation, { key, blocks: JSON.stringify(blocks) });
    if (approval) time.at(time.now() + random.between(...THINKING_MS), () => void railway.approve(approval));
  }

  function emit(raw: BusEvent): void {
    events += 1;
    const told = parseCodePipelineEvent(raw);
    const one = stopwatch.time('books', () => watch.emitted(told));
    open.note(told);
    time.at(time.now() + random.between(...DELIVERY_MS), () =>
      lambda.invoke('pipeline-events', async (deps, { timeLeft }) => {
        const event = parseCodePipelineEvent(raw);
        watch.delivered(event, one);
        await followExecution({ ...deps, timeLeft }, event);
      }),
    );
  }

  function eachMinute(minute: number): void {
    time.at(START + minute * MINUTE_MS, () => {
      sweepReadsAllowed += open.readsAllowed((ref) => railway.structureOf(ref)?.mode === 'PARALLEL');
      sweepNow(0);
      eachMinute(minute + 1);
    });
  }

  /** A sweep that leaves something asks for another, twice a minute at most, as its handler does through the bus. */
  function sweepNow(before: number): void {
    lambda.invoke('schedule', async (deps, { timeLeft }) => {
      const { left } = await sweep({ ...deps, timeLeft });
      if (left && before < SWEEPS_AFTER) time.at(time.now() + 500, () => sweepNow(before + 1));
    });
  }
  if (!withoutSchedule) eachMinute(1);

  const books = createExecutionStore({
    client: { send: async (command: Command) => (await tableSide.send(command)).answer } as never,
    name: 'signalbox',
    now: time.now,
  });

  return {
    time,
    calls,
    stopwatch,
    railway,
    watch,
    slack,
    lambda,
    policy,
    channelOf,
    /** the store without time or counting */
    books,
    events: () => events,
    sweepReadsAllowed: () => sweepReadsAllowed,
    start: () => railway.start(names, executionsEach),
    stop: () => tableSide.stop(),
  };
}

export type LoadWorld = Awaited<ReturnType<typeof createLoadWorld>>;

const OPERATIONS: Readonly<Record<string, string>> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  QueryCommand: 'Query',
};

/** Notes why the table is called. */
function counted<T extends object>(store: T, calls: Calls, functionName: string): T {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        calls.count(functionName, `store:${String(name)}`);
        return Reflect.apply(method, target, args);
      };
    },
  });
}

/** Of an answer, or of a refusal. */
function unitsOf(answer: unknown): Units {
  const { units } = answer as { units?: Units };
  return units ?? NO_UNITS;
}
