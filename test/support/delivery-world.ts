import { followExecution } from '../../src/app/follow-execution.ts';
import type { DetailsDesk } from '../../src/app/ports.ts';
import { type SweepDeps, sweep } from '../../src/app/sweep.ts';
import type { ExecutionEvent } from '../../src/domain/execution-event.ts';
import { AccountId, TeamId } from '../../src/domain/ids.ts';
import { at, SHOP_STRUCTURE } from './builders.ts';
import { type CrashPlan, createCrash } from './crash.ts';
import { createMemoryCatalogue } from './memory-catalogue.ts';
import { createMemoryExecutions } from './memory-executions.ts';
import { createMemoryFreezes } from './memory-freezes.ts';
import { createMemoryHome } from './memory-home.ts';
import { createMemoryLastGoods } from './memory-last-goods.ts';
import { createMemoryPace } from './memory-pace.ts';
import { createMemoryReds } from './memory-reds.ts';
import { createMemorySlack, nobodyToAsk, silentLog } from './memory-slack.ts';
import { createMemorySubscriptions, listening } from './memory-subscriptions.ts';
import { createMemoryViewers } from './memory-viewers.ts';
import { NO_JOBS } from './no-jobs.ts';
import { directory } from './person.ts';
import { aPolicy } from './policy.ts';
import { onlyHome } from './served.ts';
import { createVirtualWorld } from './virtual-world.ts';

/** Each story is an invocation of thirty seconds. */
function invocation({ now }: { now(): number }): () => number {
  const began = now();
  return () => began + 30_000 - now();
}

export const START = Date.parse(at(0));
const MINUTE = 60_000;
const EVERYTHING = aPolicy();
export const NO_CRASH: CrashPlan = { atCall: Number.POSITIVE_INFINITY, when: 'before' };

/** Event deliveries and sweeps as AWS makes them, in virtual time: a delivery that dies comes again after one and after two minutes. */
export function createDeliveryWorld(details: DetailsDesk = nobodyToAsk) {
  const world = createVirtualWorld(START);
  const executions = createMemoryExecutions(world.now);
  const slack = createMemorySlack(world.now);
  const pace = createMemoryPace(world.now);
  const reds = createMemoryReds();
  const lastGoods = createMemoryLastGoods();
  const subscriptions = createMemorySubscriptions();
  let mostCalls = 0;

  const depsOf = (plan: CrashPlan): { deps: SweepDeps; calls: () => number } => {
    const crash = createCrash(plan);
    const structures = {
      structure: async () => ({
        ...SHOP_STRUCTURE,
        variables: [],
        sources: [],
        type: 'V2' as const,
        mode: 'SUPERSEDED' as const,
      }),
    };
    const deps: SweepDeps = {
      now: world.now,
      sleep: world.sleep,
      newId: world.newId,
      timeLeft: invocation(world),
      executions: crash.wrap(executions),
      structures,
      messenger: crash.wrap(slack.messenger, ['draw']),
      pace: crash.wrap(pace),
      reds: crash.wrap(reds),
      details,
      lastGoods: crash.wrap(lastGoods),
      ...listening(world.now, subscriptions),
      policy: EVERYTHING,
      homeTeam: TeamId('T0SIGNALBX'),
      freezes: createMemoryFreezes(),
      queue: { request: () => Promise.reject(new Error('Nobody votes here')) },
      people: directory(async () => undefined),
      served: onlyHome(AccountId('123456789012'), 'eu-west-1'),
      homeTab: createMemoryHome().homeTab,
      viewers: createMemoryViewers(world.now),
      catalogue: createMemoryCatalogue(),
      log: silentLog,
      jobCalls: async () => NO_JOBS,
      reads: {
        authors: async () => [],
        state: async () => undefined,
        executions: async () => undefined,
        history: async () => undefined,
        goodIn: async () => [],
        actionRuns: async () => [],
        parallelApprovals: async () => [],
        catalogue: async () => ({ pipelines: [], unread: [] }),
        list: async () => [],
        ...structures,
      },
    };
    return { deps, calls: crash.calls };
  };

  const deliver = (event: ExecutionEvent, atMs: number, plan: CrashPlan, triesLeft = 2) => {
    world.schedule(atMs, async () => {
      const { deps, calls } = depsOf(plan);
      try {
        await followExecution(deps, event);
      } catch (error) {
        if (triesLeft > 0) deliver(event, world.now() + (3 - triesLeft) * MINUTE, NO_CRASH, triesLeft - 1);
        throw error;
      } finally {
        mostCalls = Math.max(mostCalls, calls());
      }
    });
  };

  /** One a minute, and while something is left two more right after it. */
  const sweeps = (atMs: number, plan: CrashPlan, more = 2): void =>
    world.schedule(atMs, async () => {
      const { left } = await sweep(depsOf(plan).deps);
      if (left && more > 0) sweeps(world.now(), NO_CRASH, more - 1);
    });

  return {
    world,
    slack,
    executions,
    mostCalls: () => mostCalls,
    deliver: (event: ExecutionEvent, afterMs = 0, plan = NO_CRASH) => deliver(event, START + afterMs, plan),
    /** Slack gives no answer to the first post; its message shows up only after so many ms. */
    firstPostAppearsAfter(ms: number) {
      const { post } = slack.messenger;
      let first = true;
      slack.messenger.post = async (message) => {
        if (!first) return post(message);
        first = false;
        world.schedule(world.now() + ms, () => post(message));
        return { kind: 'unknown' };
      };
    },
    /** Another story, begun now. */
    during: <T>(story: (deps: SweepDeps) => Promise<T>): Promise<T> => story(depsOf(NO_CRASH).deps),
    /** Runs the next minutes with their sweeps. */
    async run(minutes: number, crashOfSweep: (minute: number) => CrashPlan = () => NO_CRASH) {
      const began = world.now();
      for (let minute = 1; minute <= minutes; minute++) {
        sweeps(began + minute * MINUTE, crashOfSweep(minute));
      }
      await world.runUntil(began + minutes * MINUTE + 30_000);
    },
  };
}
