import { CreatePipelineCommand, ListPipelineExecutionsCommand } from '@aws-sdk/client-codepipeline';
import type { Answer } from '../../src/app/answer.ts';
import type { PipelineWrites, WriteResult } from '../../src/app/codepipeline-ports.ts';
import { followExecution } from '../../src/app/follow-execution.ts';
import { type OperationDeps, performOperation } from '../../src/app/perform-operation.ts';
import type { AuditEntry } from '../../src/app/ports.ts';
import { sweep } from '../../src/app/sweep.ts';
import { parseCodePipelineEvent } from '../../src/aws/codepipeline-events.ts';
import { createPipelineReads } from '../../src/aws/codepipeline-reads.ts';
import { createPipelineWrites } from '../../src/aws/codepipeline-writes.ts';
import { AccountId, ChannelId, TeamId, type UserId } from '../../src/domain/ids.ts';
import type { OperationRequest } from '../../src/domain/operation.ts';
import type { Person } from '../../src/domain/permissions.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { createCodePipeline } from '../../src/sandbox/codepipeline/index.ts';
import type { BusEvent } from '../../src/sandbox/ports.ts';
import { createCommands } from '../../src/slack/commands/index.ts';
import { createMemoryClaims } from '../support/memory-claims.ts';
import { createMemoryExecutions } from '../support/memory-executions.ts';
import { createMemoryPace } from '../support/memory-pace.ts';
import { silentLog } from '../support/memory-slack.ts';
import { memberOf } from '../support/person.ts';
import { shopPipeline } from '../support/pipelines.ts';
import { createVirtualWorld } from '../support/virtual-world.ts';
import { createEmulatorClient } from './emulator-client.ts';
import { CALM, Invocation, type Weather } from './faults.ts';
import type { Random } from './random.ts';
import { createSlackChannel } from './slack-channel.ts';

export const HOME = AccountId('123456789012');
export const REGION = 'eu-west-1';
export const TEAM = TeamId('T0SIGNALBX');
export const START = Date.UTC(2026, 2, 2, 12);
export const MINUTE = 60_000;
const DEPLOYS = ChannelId('C0DEPLOYS');
const POLICY: Policy = { routes: [{ pipelines: '*', channel: DEPLOYS, send: ['progress', 'failures', 'approvals'] }] };
/** Lambda kills an invocation after this, and delivers it again after one and after two minutes. */
const TIMEOUT_MS = 30_000;
const RETRIES_AFTER_MS = [MINUTE, 2 * MINUTE];

export const PEOPLE: Readonly<Record<string, Partial<Person>>> = {
  U0BEN: {},
  U0INES: {},
  U0GIL: { isGuest: true },
  U0ODA: { teamId: TeamId('T0PARTNERS') },
};
export const MAY_ACT = ['U0BEN', 'U0INES'];

/** One write that CodePipeline took for an operation. */
export interface DoneWrite {
  readonly request: OperationRequest;
  readonly call: keyof PipelineWrites;
  readonly target: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** of a start: a repeat with the same token gives the same execution, and is no second effect */
  readonly started?: string;
  /** of an approval: the run that its token belonged to at that moment */
  readonly runOfToken?: string;
}

/** A deliberate bug in the wiring, to show that the simulator can see. */
export interface Sabotage {
  readonly deps?: (deps: OperationDeps) => OperationDeps;
  readonly request?: (request: OperationRequest) => OperationRequest;
  readonly noSchedule?: boolean;
  /** the acknowledgement came before the bus had it */
  readonly losesRequests?: boolean;
}

export type World = ReturnType<typeof createWorld>;

/** The bot, CodePipeline, Slack and Lambda in one process and in virtual time; everything by chance comes from the seed. */
export function createWorld(random: Random, sabotage: Sabotage = {}) {
  const world = createVirtualWorld(START);
  const told: { request: OperationRequest | undefined; user: UserId; answer: Answer }[] = [];
  const audited: AuditEntry[] = [];
  const done: DoneWrite[] = [];
  const requests: OperationRequest[] = [];
  const dead: string[] = [];
  const story: string[] = [];
  let weather: Weather = CALM;

  const note = (line: string): void => {
    story.push(`${new Date(world.now()).toISOString().slice(11, 19)} ${line}`);
  };

  const service = createCodePipeline({
    clock: { now: world.now, at: (atMs, work) => cancellable(world.schedule, atMs, work) },
    emit: (event) => emitted(event),
    newId: world.newId,
    random: random.next,
    accountId: HOME,
    homeRegion: REGION,
  });
  const client = createEmulatorClient(service);
  const reads = createPipelineReads(() => client, HOME, REGION);
  const writes = createPipelineWrites(() => client);
  const executions = createMemoryExecutions(world.now);
  const claims = createMemoryClaims(world.now);
  const pace = createMemoryPace(world.now);
  const slack = createSlackChannel(world.now);
  const structures = createStructures();

  /** GetPipeline of a version, kept: the memory of warm containers. */
  function createStructures(): OperationDeps['structures'] {
    const cache = new Map<string, Awaited<ReturnType<typeof reads.structure>>>();
    return {
      async structure(ref, version) {
        const key = `${ref.pipeline} ${version}`;
        const known = cache.get(key) ?? (await reads.structure(ref, version));
        if (version !== undefined) cache.set(key, known);
        return known;
      },
    };
  }

  function depsFor(invocation: Invocation, request?: OperationRequest): OperationDeps {
    const began = world.now();
    const deps: OperationDeps = {
      now: world.now,
      sleep: world.sleep,
      newId: world.newId,
      timeLeft: () => began + TIMEOUT_MS - world.now(),
      executions: invocation.wrap(executions, 'throws'),
      claims: invocation.wrap(claims, 'throws'),
      pace: invocation.wrap(pace, 'throws'),
      reads: invocation.wrap(reads, 'throws'),
      structures,
      writes: invocation.wrap(watched(request), 'write'),
      messenger: invocation.wrap(slack.messenger, 'slack', ['draw']),
      policy: POLICY,
      log: silentLog,
      people: invocation.wrap({ find: async (user: UserId) => personOf(user) }, 'throws'),
      commands: createCommands(),
      answers: { answer: async ({ user }, answer) => void told.push({ request, user, answer }) },
      audit: invocation.wrap({ record: async (entry: AuditEntry) => void audited.push(entry) }, 'throws'),
      homeTeam: TEAM,
      homeAccount: HOME,
      homeRegion: REGION,
    };
    return sabotage.deps?.(deps) ?? deps;
  }

  /** The real gateway, with a note of every write that CodePipeline took. */
  function watched(request: OperationRequest | undefined): PipelineWrites {
    const watch =
      <A extends readonly unknown[]>(call: keyof PipelineWrites, write: (...args: A) => Promise<WriteResult>) =>
      async (...args: A): Promise<WriteResult> => {
        const runOfToken = call === 'putApprovalResult' ? await runOf(String(args[3])) : undefined;
        const result = await write(...args);
        if (result.kind === 'done' && request) {
          const target = args[0] as Record<string, unknown>;
          const started = result.executionId;
          done.push({
            request,
            call,
            target,
            at: world.now(),
            ...(runOfToken ? { runOfToken } : {}),
            ...(started ? { started } : {}),
          });
          note(`CodePipeline took ${call} of ${request.operationId}`);
        }
        return result;
      };
    return {
      putApprovalResult: watch('putApprovalResult', writes.putApprovalResult),
      retry: watch('retry', writes.retry),
      stop: watch('stop', writes.stop),
      start: watch('start', writes.start),
      disable: watch('disable', writes.disable),
      enable: watch('enable', writes.enable),
    };
  }

  async function runOf(token: string): Promise<string | undefined> {
    for (const pipeline of await reads.list()) {
      const live = await reads.state(pipeline);
      const action = live?.stages.flatMap(({ actions }) => actions).find((one) => one.token === token);
      if (action?.run) return action.run;
      for (const { executionId } of (await reads.executions(pipeline, 20)) ?? []) {
        const waiting = (await reads.parallelApprovals({ ...pipeline, executionId })).find(
          (one) => one.token === token,
        );
        if (waiting) return waiting.run;
      }
    }
    return undefined;
  }

  /** One asynchronous invocation, delivered again when it dies. */
  function invoke(
    name: string,
    atMs: number,
    work: (deps: OperationDeps) => Promise<unknown>,
    request?: OperationRequest,
    tries = 0,
  ): void {
    world.schedule(atMs, async () => {
      const invocation = new Invocation(random, () => weather);
      const outcome = await Promise.race([
        work(depsFor(invocation, request)).then(
          () => 'ended' as const,
          (error: unknown) => error,
        ),
        world.sleep(TIMEOUT_MS).then(() => 'timed out' as const),
      ]);
      invocation.kill();
      if (outcome === 'ended') return;
      note(`${name} died: ${outcome instanceof Error ? outcome.message : String(outcome)}`);
      const retryAfter = RETRIES_AFTER_MS[tries];
      if (retryAfter === undefined) dead.push(name);
      else if (name !== 'schedule') invoke(name, world.now() + retryAfter, work, request, tries + 1);
    });
  }

  function emitted(event: BusEvent): void {
    if (random.chance(weather.lostEvents)) {
      note(`lost: ${event['detail-type']} ${JSON.stringify(event.detail.state)}`);
      return;
    }
    const copies = random.chance(weather.doubledEvents) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const late = random.chance(weather.lateEvents) ? random.between(1_000, 10 * MINUTE) : random.between(0, 1_500);
      invoke('pipeline-events', world.now() + late, (deps) => followExecution(deps, parseCodePipelineEvent(event)));
    }
  }

  /** The schedule, as long as anybody lets time pass. */
  function eachMinute(minute: number): void {
    world.schedule(START + minute * MINUTE, async () => {
      if (!sabotage.noSchedule) invoke('schedule', world.now(), (deps) => sweep(deps));
      eachMinute(minute + 1);
    });
  }
  eachMinute(1);

  return {
    world,
    service,
    client,
    reads,
    executions,
    claims,
    slack,
    told,
    audited,
    done,
    requests,
    policy: POLICY,
    dead,
    story,
    note,
    setWeather(next: Weather) {
      weather = next;
    },
    /** What `slack-requests` puts on the bus; delivered once, twice or late as buses do. */
    ask(request: OperationRequest, afterMs = 0, copies = 1): void {
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
    },
    async createPipelines(): Promise<void> {
      for (const [name, executionMode] of [
        ['shop-web', 'SUPERSEDED'],
        ['queue-web', 'QUEUED'],
        ['parallel-web', 'PARALLEL'],
      ] as const) {
        await client.send(new CreatePipelineCommand({ pipeline: shopPipeline(name, { executionMode }) }));
      }
    },
    /** Every execution that ever was, as CodePipeline has it now. */
    async truth() {
      const all = [];
      for (const ref of await reads.list()) {
        const { pipelineExecutionSummaries = [] } = await client.send(
          new ListPipelineExecutionsCommand({ pipelineName: ref.pipeline, maxResults: 100 }),
        );
        const live = await reads.state(ref);
        for (const summary of pipelineExecutionSummaries) all.push({ ref, live, summary });
      }
      return all;
    },
  };
}

function personOf(user: UserId): Person | undefined {
  const known = PEOPLE[user];
  return known && memberOf(TEAM, user, known);
}

function cancellable(
  schedule: (atMs: number, work: () => Promise<unknown>) => void,
  atMs: number,
  work: () => void,
): () => void {
  let cancelled = false;
  schedule(atMs, async () => {
    if (!cancelled) work();
  });
  return () => {
    cancelled = true;
  };
}
