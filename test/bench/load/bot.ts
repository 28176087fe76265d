import { followExecution } from '../../../src/app/follow-execution.ts';
import type { Executions } from '../../../src/app/ports.ts';
import { type SweepDeps, sweep } from '../../../src/app/sweep.ts';
import { createPipelineReads } from '../../../src/aws/codepipeline-reads.ts';
import { createExecutionStore } from '../../../src/aws/execution-store.ts';
import { createFreezeStore } from '../../../src/aws/freeze-store.ts';
import { createLastGoodStore } from '../../../src/aws/last-good-store.ts';
import { createPaceStore } from '../../../src/aws/pace-store.ts';
import { createRedStore } from '../../../src/aws/red-store.ts';
import { createSharedStructures } from '../../../src/aws/shared-structures.ts';
import { createStructureCache } from '../../../src/aws/structure-cache.ts';
import { createSubscriptionStore } from '../../../src/aws/subscription-store.ts';
import type { Table } from '../../../src/aws/table.ts';
import type { ExecutionEvent } from '../../../src/domain/execution-event.ts';
import { TeamId } from '../../../src/domain/ids.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import { APP, TEAM } from '../../../src/sandbox/people.ts';
import { createMessenger } from '../../../src/slack/messenger.ts';
import type { Random } from '../../simulator/random.ts';
import { createMemoryCatalogue } from '../../support/memory-catalogue.ts';
import { createMemoryHome } from '../../support/memory-home.ts';
import { nobodyToAsk, silentLog } from '../../support/memory-slack.ts';
import { listening } from '../../support/memory-subscriptions.ts';
import { createMemoryViewers } from '../../support/memory-viewers.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { directory } from '../../support/person.ts';
import { onlyHome } from '../../support/served.ts';
import { type Calls, NO_UNITS, type Units } from './calls.ts';
import { createLambda, type FunctionName, type Invocation } from './lambda.ts';
import type { Answered, Command } from './memory-table.ts';
import { HOME, REGION } from './railway.ts';
import { clientThrough } from './slack-side.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a remote call takes, there and back. */
export const SLACK_MS = 120;
export const AWS_MS = 12;
/** Sweeps that may follow the minute's own, and how soon. */
const SWEEPS_AFTER = 2;
const NEXT_SWEEP_MS = 500;

type Arguments = Readonly<Record<string, unknown>>;

export interface BotDeps {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly calls: Calls;
  readonly policy: Policy;
  readonly askTable: (command: Command) => Answered | Promise<Answered>;
  readonly askCodePipeline: (command: Command) => unknown;
  readonly askSlack: (method: string, args: Arguments, invocation: Invocation) => Promise<Arguments>;
  /** looks over the shoulder of whoever uses the store */
  readonly watched?: (store: Executions, current: () => Invocation) => Executions;
}

/** `pipeline-events` and `schedule` on Lambda in virtual time: the stories, stores, gateways, messenger and views that are deployed, each
 * remote call with the time that it takes and counted. */
export function createBot({ time, random, calls, policy, watched, ...remote }: BotDeps) {
  const lambda = createLambda({ time, calls, start: wire });

  /** As handlers/wiring does it, with the wires ending in this process. */
  function wire(functionName: FunctionName, current: () => Invocation): Omit<SweepDeps, 'timeLeft'> {
    const table: Table = { client: { send: throughTable(current) } as never, name: 'signalbox', now: time.now };
    const client = { send: throughCodePipeline(current) } as never;
    const reads = createPipelineReads(() => client, onlyHome(HOME, REGION), silentLog);
    const executions = counted(createExecutionStore(table), calls, functionName);
    const messenger = createMessenger(clientThrough(throughSlack(current)), APP.botId);
    return {
      now: time.now,
      sleep: (ms) => current().sleep(ms),
      newId: () => `id-${random.next()}`,
      executions: watched ? watched(executions, current) : executions,
      jobCalls: async () => NO_JOBS,
      details: nobodyToAsk,
      structures: createStructureCache(createSharedStructures(reads, table), time.now, silentLog),
      messenger,
      pace: createPaceStore(table),
      reds: createRedStore(table),
      lastGoods: createLastGoodStore(table),
      ...listening(time.now, createSubscriptionStore(table)),
      policy,
      homeTeam: TeamId(TEAM.id),
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
    return (await current().call(operation, AWS_MS, () => remote.askTable(command), unitsOf)).answer;
  };
  const throughCodePipeline = (current: () => Invocation) => (command: Command) => {
    const operation = `codepipeline:${command.constructor.name.replace(/Command$/, '')}`;
    return current().call<unknown>(operation, AWS_MS, () => remote.askCodePipeline(command));
  };
  const throughSlack = (current: () => Invocation) => (method: string, args: Arguments) => {
    const invocation = current();
    return invocation.call(`slack:${method}`, SLACK_MS, () => remote.askSlack(method, args, invocation));
  };

  /** A sweep that leaves something asks for another, twice a minute at most, as its handler does through the bus. */
  function sweepNow(before = 0): void {
    lambda.invoke('schedule', async (deps, { timeLeft }) => {
      const { left } = await sweep({ ...deps, timeLeft });
      if (left && before < SWEEPS_AFTER) time.at(time.now() + NEXT_SWEEP_MS, () => sweepNow(before + 1));
    });
  }

  return {
    lambda,
    /** @param read makes the event of what is delivered; called once for each delivery */
    deliver(read: () => ExecutionEvent): void {
      lambda.invoke('pipeline-events', (deps, { timeLeft }) => followExecution({ ...deps, timeLeft }, read()));
    },
    sweep: () => sweepNow(),
  };
}

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
