import type { Answer } from '../../src/app/answer.ts';
import { followExecution } from '../../src/app/follow-execution.ts';
import { performOperation } from '../../src/app/perform-operation.ts';
import type { AuditLog, FailureRef } from '../../src/app/ports.ts';
import { sweep } from '../../src/app/sweep.ts';
import { explainFailure } from '../../src/app/why/explain-failure.ts';
import { parseCodePipelineEvent } from '../../src/aws/codepipeline-events.ts';
import type { UserId } from '../../src/domain/ids.ts';
import type { OperationRequest } from '../../src/domain/operation.ts';
import type { BusEvent } from '../../src/sandbox/ports.ts';
import { createCommands } from '../../src/slack/commands/index.ts';
import { Crash } from '../support/crash.ts';
import { createMemoryAudit } from '../support/memory-audit.ts';
import { createMemoryCatalogue } from '../support/memory-catalogue.ts';
import { createMemoryClaims } from '../support/memory-claims.ts';
import { createMemoryExecutions } from '../support/memory-executions.ts';
import { createMemoryFreezes } from '../support/memory-freezes.ts';
import { createMemoryHome } from '../support/memory-home.ts';
import { createMemoryLastGoods } from '../support/memory-last-goods.ts';
import { createMemoryPace } from '../support/memory-pace.ts';
import { createMemoryReds } from '../support/memory-reds.ts';
import { silentLog } from '../support/memory-slack.ts';
import { createMemorySubscriptions, listening } from '../support/memory-subscriptions.ts';
import { createMemoryViewers } from '../support/memory-viewers.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { directory } from '../support/person.ts';
import { onlyHome, openSessions } from '../support/served.ts';
import { createVirtualWorld } from '../support/virtual-world.ts';
import { createPipelines } from './codepipeline.ts';
import { type Arrival, type Fates, type FunctionName, USUAL_DELAY_MS } from './fates.ts';
import type { Invocation } from './invocation.ts';
import { createLambda, type FunctionDeps, TIMEOUT_MS } from './lambda.ts';
import { HOME, MINUTE, POLICY, personOf, REGION, START, TEAM } from './places.ts';
import type { Random } from './random.ts';
import { createSlackChannel } from './slack-channel.ts';
import { type DoneWrite, watchedWrites } from './watched-writes.ts';
import { whyPorts } from './why.ts';

/** A deliberate bug in the wiring, to show that the simulator can see. */
export interface Sabotage {
  readonly deps?: (deps: FunctionDeps) => FunctionDeps;
  readonly request?: (request: OperationRequest) => OperationRequest;
  readonly noSchedule?: boolean;
  /** the acknowledgement came before the bus had it */
  readonly losesRequests?: boolean;
}

/** Sweeps that may follow the minute's own. */
const SWEEPS_AFTER = 2;
/** An event that takes longer met a fault. */
const IN_TIME_MS = 2_000;
const DETAILS_WAIT_MS = 4_500;

export type World = ReturnType<typeof createWorld>;

/** The bot, CodePipeline, Slack and Lambda in one process and in virtual time; everything by chance comes from the seed. */
export function createWorld(random: Random, fates: Fates, sabotage: Sabotage = {}) {
  const world = createVirtualWorld(START);
  const told: { request: OperationRequest | undefined; user: UserId; answer: Answer }[] = [];
  const audit = createMemoryAudit();
  const done: DoneWrite[] = [];
  const requests: OperationRequest[] = [];
  const story: string[] = [];
  const note = (line: string): void => {
    story.push(`${new Date(world.now()).toISOString().slice(11, 19)} ${line}`);
  };

  let lastFaultAt = START;
  const struck = () => {
    lastFaultAt = world.now();
  };

  const pipelines = createPipelines(world, random, (event) => emitted(event));
  const { reads, lookUps, writes, structures } = pipelines;
  const executions = createMemoryExecutions(world.now);
  const claims = createMemoryClaims(world.now);
  const pace = createMemoryPace(world.now);
  const reds = createMemoryReds();
  const home = createMemoryHome();
  const viewers = createMemoryViewers(world.now);
  const catalogue = createMemoryCatalogue();
  const lastGoods = createMemoryLastGoods();
  const subscriptions = createMemorySubscriptions();
  const freezes = createMemoryFreezes();
  const slack = createSlackChannel(world.now);
  const { invoke, dead, invoked } = createLambda({ world, fates, note, struck, depsFor });

  function depsFor(name: FunctionName, invocation: Invocation, request?: OperationRequest): FunctionDeps {
    const began = world.now();
    const taken = (write: DoneWrite) => {
      done.push(write);
      note(`CodePipeline took ${write.call} of ${write.request.operationId}`);
    };
    const wrappedReads = invocation.wrap(reads, 'throws');
    const watched = watchedWrites(writes, request, { reads, now: world.now, taken });
    const wrappedWrites = invocation.wrap(watched, 'write');
    const deps: FunctionDeps = {
      now: world.now,
      sleep: world.sleep,
      newId: world.newId,
      timeLeft: () => began + TIMEOUT_MS - world.now(),
      executions: invocation.wrap(executions, 'throws'),
      claims: invocation.wrap(claims, 'throws'),
      pace: invocation.wrap(pace, 'throws'),
      reds: invocation.wrap(reds, 'throws'),
      details: { waitMs: name === 'schedule' ? 0 : DETAILS_WAIT_MS, want: wantThrough(invocation) },
      ...whyPorts(invocation, pipelines.client),
      lastGoods: invocation.wrap(lastGoods, 'throws'),
      ...listening(world.now, subscriptions),
      reads: wrappedReads,
      lookUps: async () => lookUps,
      structures,
      sessions: openSessions(wrappedReads, wrappedWrites, NO_JOBS),
      jobCalls: async () => NO_JOBS,
      messenger: invocation.wrap(slack.messenger, 'slack', ['draw']),
      policy: POLICY,
      freezes: invocation.wrap(freezes, 'throws'),
      wakeSchedule: async () => undefined,
      queue: invocation.wrap({ request: async (request: OperationRequest) => ask(request) }, 'throws'),
      log: silentLog,
      people: invocation.wrap(
        directory(async (user) => personOf(user)),
        'throws',
      ),
      commands: createCommands(),
      answers: { answer: async ({ user }, answer) => void told.push({ request, user, answer }) },
      forms: { fill: async () => undefined },
      audit: invocation.wrap<AuditLog>(audit, 'throws'),
      archive: audit,
      files: { send: async () => true },
      homeTeam: TEAM,
      inspect: async () => {
        throw new Error('Nobody asks the doctor in the simulator');
      },
      served: onlyHome(HOME, REGION),
      homeTab: home.homeTab,
      previews: home.previews,
      subjects: { of: async () => undefined },
      viewers,
      catalogue,
    };
    return sabotage.deps?.(deps) ?? deps;
  }

  /** As the bus does it; who cannot reach it goes without. */
  function wantThrough(invocation: Invocation) {
    const bus = invocation.wrap({ want: async (failure: FailureRef) => explain(failure) }, 'throws');
    return async (failure: FailureRef) => {
      try {
        await bus.want(failure);
        return true;
      } catch (error) {
        if (error instanceof Crash) throw error;
        return false;
      }
    };
  }

  function explain(failure: FailureRef): void {
    invoke('details', world.now() + USUAL_DELAY_MS, (deps) => explainFailure(deps, failure));
  }

  function emitted(event: BusEvent): void {
    const arrivals = fates.arrivals(event, world);
    if (!comesInTime(arrivals)) struck();
    if (arrivals.length === 0) note(`lost: ${event['detail-type']} ${JSON.stringify(event.detail.state)}`);
    const arrive = (afterMs: number) =>
      invoke('pipeline-events', world.now() + afterMs, (deps) => {
        return followExecution(deps, parseCodePipelineEvent(event));
      });
    for (const arrival of arrivals) {
      if (typeof arrival === 'number') arrive(arrival);
      else arrival(() => arrive(0));
    }
  }

  /** What `slack-requests` and the schedule put on the bus; delivered once, twice or late as buses do. */
  function ask(request: OperationRequest, afterMs = 0, copies = 1): void {
    if (!requests.some(({ operationId }) => operationId === request.operationId)) requests.push(request);
    if (sabotage.losesRequests && random.chance(0.1)) return;
    for (let copy = 0; copy < copies; copy++) {
      invoke(
        'operations',
        world.now() + afterMs + copy * 300,
        (deps) => performOperation(deps, sabotage.request?.(request) ?? request),
        request,
      );
    }
  }

  /** The schedule, as long as anybody lets time pass. */
  function eachMinute(minute: number): void {
    world.schedule(START + minute * MINUTE, async () => {
      if (!sabotage.noSchedule) sweepNow(SWEEPS_AFTER);
      eachMinute(minute + 1);
    });
  }

  /** A sweep that leaves something asks for another, as its handler does through the bus. */
  function sweepNow(more: number): void {
    invoke('schedule', world.now(), async (deps) => {
      const { left } = await sweep(deps);
      if (left && more > 0) sweepNow(more - 1);
    });
  }
  eachMinute(1);

  return {
    ...pipelines,
    world,
    executions,
    claims,
    slack,
    told,
    audited: audit.records,
    done,
    requests,
    dead,
    invoked,
    story,
    note,
    /** epoch ms */
    lastFaultAt: () => lastFaultAt,
    ask,
  };
}

function comesInTime([first, second]: readonly Arrival[]): boolean {
  return second === undefined && typeof first === 'number' && first <= IN_TIME_MS;
}
