// Loaded on demand by the stories; a module that is read from the disk would take real time while virtual time runs on.
import '../../src/app/answer-words.ts';
import '../../src/app/questions/read-audit.ts';
import '../../src/app/resolve-deed.ts';
import '../../src/app/tend-jobs.ts';
import '../../src/app/fill-form.ts';
import '../../src/app/redraw-homes.ts';
import '../../src/app/show-actions.ts';
import '../../src/app/show-links.ts';
import { Readable } from 'node:stream';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import type { Answer } from '../../src/app/answer.ts';
import type { PipelineReads, PipelineWrites } from '../../src/app/codepipeline-ports.ts';
import { followExecution } from '../../src/app/follow-execution.ts';
import type { Form } from '../../src/app/forms/form.ts';
import { type OperationDeps, performOperation } from '../../src/app/perform-operation.ts';
import type { AuditLog, Forms } from '../../src/app/ports.ts';
import { type SweepDeps, sweep } from '../../src/app/sweep.ts';
import { parseCodePipelineEvent } from '../../src/aws/codepipeline-events.ts';
import { createPipelineLookUps } from '../../src/aws/codepipeline-look-ups.ts';
import { createPipelineReads } from '../../src/aws/codepipeline-reads.ts';
import { createPipelineWrites } from '../../src/aws/codepipeline-writes.ts';
import { createJobCalls } from '../../src/aws/job-calls.ts';
import type { CheckReport } from '../../src/domain/check-report.ts';
import type { Person } from '../../src/domain/identity.ts';
import type { OperationId } from '../../src/domain/ids.ts';
import { AccountId, TeamId, UserGroupId, UserId } from '../../src/domain/ids.ts';
import type { OperationRequest } from '../../src/domain/operation.ts';
import { createCodePipeline } from '../../src/sandbox/codepipeline/index.ts';
import type { BusEvent, CodePipelineService } from '../../src/sandbox/ports.ts';
import { createCommands } from '../../src/slack/commands/index.ts';
import { at } from './builders.ts';
import { type CrashPlan, createCrash } from './crash.ts';
import { createMemoryAudit } from './memory-audit.ts';
import { createMemoryCatalogue } from './memory-catalogue.ts';
import { createMemoryClaims } from './memory-claims.ts';
import { createMemoryExecutions } from './memory-executions.ts';
import { createMemoryFreezes } from './memory-freezes.ts';
import { createMemoryHome } from './memory-home.ts';
import { createMemoryLastGoods } from './memory-last-goods.ts';
import { createMemoryPace } from './memory-pace.ts';
import { createMemoryReds } from './memory-reds.ts';
import { createMemorySlack, nobodyToAsk, silentLog } from './memory-slack.ts';
import { createMemorySubscriptions, listening } from './memory-subscriptions.ts';
import { createMemoryViewers } from './memory-viewers.ts';
import { memberOf } from './person.ts';
import { aPolicy } from './policy.ts';
import { onlyHome, openSessions } from './served.ts';
import { createVirtualWorld, type VirtualWorld } from './virtual-world.ts';

export const HOME = AccountId('123456789012');
const REGION = 'eu-west-1';
/** The official client reads its answers from streams. */
const TURNS = 12;
const TEAM = TeamId('T0SIGNALBX');

/** One write that CodePipeline took, with what it was about. */
export interface DoneWrite {
  readonly call: keyof PipelineWrites;
  readonly args: readonly unknown[];
}

const NO_CRASH: CrashPlan = { atCall: Number.POSITIVE_INFINITY, when: 'before' };

const people: Record<string, Partial<Person>> = {
  U0BEN: {},
  U0INES: { timeZone: 'America/New_York' },
  U0DANA: {},
  U0LEE: {},
  U0GIL: { isGuest: true },
  U0ODA: { teamId: TeamId('T0PARTNERS') },
};

/** The story of operations with the real gateway against the CodePipeline emulator, all in one process and in virtual time. */
export function createOperationWorld(policy = aPolicy()) {
  const world = createVirtualWorld(Date.parse(at(0)), TURNS);
  const events: BusEvent[] = [];
  const service = createCodePipeline({
    clock: { now: world.now, at: (atMs, work) => cancellable(world, atMs, work) },
    emit: (event) => events.push(event),
    newId: world.newId,
    random: () => 0.5,
    accountId: HOME,
    homeRegion: REGION,
  });
  const executions = createMemoryExecutions(world.now);
  const claims = createMemoryClaims(world.now);
  const reds = createMemoryReds();
  const home = createMemoryHome();
  const viewers = createMemoryViewers(world.now);
  const catalogue = createMemoryCatalogue();
  const lastGoods = createMemoryLastGoods();
  const subscriptions = createMemorySubscriptions();
  const freezes = createMemoryFreezes();
  const slack = createMemorySlack(world.now);
  const clientFor = () => inProcessClient(service);
  const reads = createPipelineReads(clientFor, onlyHome(HOME, REGION), silentLog);
  const done: DoneWrite[] = [];
  const lookUps = createPipelineLookUps(clientFor, onlyHome(HOME, REGION));
  const writes = recording(createPipelineWrites(clientFor), done);
  const answers: { user: UserId; answer: Answer }[] = [];
  const forms: { operationId: OperationId; form: Form }[] = [];
  const audit = createMemoryAudit();
  const files: { user: UserId; name: string; content: string }[] = [];

  let directoryIsDown = false;
  let addressesAreDown = false;
  const others = new Map<string, Person>();
  const groups = new Map<UserGroupId, ReadonlySet<UserId>>();
  const addresses = new Map<string, UserId>();

  let report: CheckReport = { version: '0.0.0', at: at(0), findings: [] };

  const asked: OperationRequest[] = [];
  const depsOf = (plan: CrashPlan): { deps: OperationDeps & SweepDeps; calls: () => number; died: Promise<never> } => {
    const crash = createCrash(plan);
    const wrappedReads = crash.wrap<PipelineReads>(reads);
    const calls = crash.wrap(createJobCalls(clientFor, () => Promise.reject(new Error('Nobody is a partner here'))));
    return {
      calls: crash.calls,
      died: crash.died,
      deps: {
        now: world.now,
        sleep: world.sleep,
        newId: world.newId,
        timeLeft: () => 30_000,
        executions: crash.wrap(executions),
        claims: crash.wrap(claims),
        reads: wrappedReads,
        lookUps: async () => lookUps,
        sessions: openSessions(wrappedReads, crash.wrap(writes), calls),
        jobCalls: async () => calls,
        structures: reads,
        messenger: crash.wrap(slack.messenger, ['draw']),
        pace: createMemoryPace(world.now),
        details: nobodyToAsk,
        preferences: { withoutMentions: async () => new Set(), setMentions: async () => undefined },
        reds: crash.wrap(reds),
        lastGoods: crash.wrap(lastGoods),
        ...listening(world.now, subscriptions),
        policy,
        freezes: crash.wrap(freezes),
        wakeSchedule: async () => undefined,
        queue: { request: async (request) => void asked.push(request) },
        log: silentLog,
        people: {
          find: async (user) => {
            if (directoryIsDown) throw new Error('Slack does not answer');
            return others.get(user) ?? personOf(user);
          },
          members: async (group) => groups.get(group) ?? 'unreadable',
          byEmail: async (email) => {
            if (addressesAreDown) throw new Error('Slack does not answer');
            return addresses.get(email);
          },
          directChannel: async () => undefined,
        },
        commands: createCommands(),
        answers: crash.wrap({ answer: async ({ user }, answer) => void answers.push({ user, answer }) }),
        forms: crash.wrap<Forms>({
          fill: async (_view, form, { operationId }) => void forms.push({ operationId, form }),
        }),
        audit: crash.wrap<AuditLog>(audit),
        archive: audit,
        files: crash.wrap({
          send: async (user, { name, content }) => {
            files.push({ user, name, content });
            return true;
          },
        }),
        homeTeam: TEAM,
        inspect: async () => report,
        served: onlyHome(HOME, REGION),
        homeTab: home.homeTab,
        previews: home.previews,
        subjects: { of: async () => undefined },
        viewers,
        catalogue,
      },
    };
  };

  const redeliver = (request: OperationRequest) => finished(world, performOperation(depsOf(NO_CRASH).deps, request));

  return {
    world,
    service,
    home,
    catalogue,
    executions,
    claims,
    freezes,
    slack,
    answers,
    /** what went into forms */
    forms,
    audit,
    /** how operations ended, as the audit has it */
    audited: audit.outcomes,
    /** sent by direct message */
    files,
    done,
    reads,
    lastGoods,
    /** One call of the official client. */
    client: inProcessClient(service),
    /** The same in the name of another caller: `arn:aws:sts::123456789012:assumed-role/sandbox/<name>`. */
    clientOf: (name: string) => inProcessClient(service, name),
    /** Hands every event that CodePipeline has emitted since to the bot, all at once.
     * @param deliver what becomes of each: none for a lost one, several for a doubled one */
    async followEvents(deliver: (events: BusEvent[]) => BusEvent[] = (all) => all): Promise<number> {
      const { deps } = depsOf(NO_CRASH);
      const emitted = events.splice(0);
      const stories = deliver(emitted).map((event) => followExecution(deps, parseCodePipelineEvent(event)));
      await finished(world, Promise.all(stories));
      return emitted.length;
    },
    /** The minute's sweep. @returns what it asked for */
    async sweep(): Promise<OperationRequest[]> {
      await finished(world, sweep(depsOf(NO_CRASH).deps));
      return asked.splice(0);
    },
    /** Carries out a request; a crash comes again after a minute, as Lambda would. */
    async perform(request: OperationRequest, plan: CrashPlan = NO_CRASH): Promise<number> {
      const { deps, calls, died } = depsOf(plan);
      try {
        await finished(world, Promise.race([performOperation(deps, request), died]));
      } catch {
        await world.runUntil(world.now() + 60_000);
        await redeliver(request).catch(async () => {
          await world.runUntil(world.now() + 120_000);
          await redeliver(request);
        });
      }
      return calls();
    },
    /** A delivery that dies at this moment, and is not repeated by itself. */
    async dieAt(request: OperationRequest, plan: CrashPlan): Promise<void> {
      const { deps, died } = depsOf(plan);
      await finished(world, Promise.race([performOperation(deps, request), died])).catch(() => undefined);
    },
    /** What the doctor finds from now on. */
    setReport: (found: CheckReport) => {
      report = found;
    },
    /** Slack's directory of people stops answering. */
    breakDirectory() {
      directoryIsDown = true;
    },
    /** Who is in a user group from now on; without people Slack does not tell any more. */
    setGroup(group: string, ...members: string[]) {
      if (members.length === 0) groups.delete(UserGroupId(group));
      else groups.set(UserGroupId(group), new Set(members.map(UserId)));
    },
    /** Whose address this is in Slack. */
    setAddress: (email: string, user: string) => void addresses.set(email, UserId(user)),
    /** Slack stops saying whose an address is. */
    breakAddresses() {
      addressesAreDown = true;
    },
    /** What Slack says of somebody from now on. */
    setPerson: (user: string, differs: Partial<Person>) => void others.set(user, memberOf(TEAM, UserId(user), differs)),
    /** What a story is told with. */
    deps: () => depsOf(NO_CRASH).deps,
    /** Several at once. */
    performAll: (requests: readonly OperationRequest[]) => {
      const { deps } = depsOf(NO_CRASH);
      return finished(world, Promise.allSettled(requests.map((request) => performOperation(deps, request))));
    },
  };
}

/** Lets virtual time pass until a story is over. */
async function finished<T>(world: VirtualWorld, story: Promise<T>): Promise<T> {
  let over = false;
  const ended = story.finally(() => {
    over = true;
  });
  ended.catch(() => undefined);
  for (let second = 0; !over && second < 300; second++) await world.runUntil(world.now() + 250);
  return ended;
}

function cancellable(world: VirtualWorld, atMs: number, work: () => void): () => void {
  let cancelled = false;
  world.schedule(atMs, async () => {
    if (!cancelled) work();
  });
  return () => {
    cancelled = true;
  };
}

function personOf(user: UserId): Person | undefined {
  const known = people[user];
  return known && memberOf(TEAM, user, known);
}

/** The official client, without a socket: its requests go straight into the emulator. */
function inProcessClient(service: CodePipelineService, accessKeyId = 'test'): CodePipelineClient {
  return new CodePipelineClient({
    region: REGION,
    credentials: { accessKeyId, secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: {
        method: string;
        path: string;
        headers: Record<string, string>;
        body?: string | Uint8Array;
      }) => {
        const body = Buffer.from(request.body ?? '');
        const answer = service.handle(
          { method: request.method, url: request.path, headers: request.headers, body },
          REGION,
        );
        const response = {
          statusCode: answer.status,
          headers: answer.headers,
          body: Readable.from([Buffer.from(answer.body)]),
        };
        return { response };
      },
    },
  });
}

function recording(writes: PipelineWrites, done: DoneWrite[]): PipelineWrites {
  const record = <K extends keyof PipelineWrites>(call: K): PipelineWrites[K] =>
    (async (...args: never[]) => {
      const method: (...given: never[]) => ReturnType<PipelineWrites[K]> = writes[call] as never;
      const result = await method(...args);
      if (result.kind === 'done') done.push({ call, args });
      return result;
    }) as PipelineWrites[K];
  return {
    putApprovalResult: record('putApprovalResult'),
    retry: record('retry'),
    stop: record('stop'),
    start: record('start'),
    rollback: record('rollback'),
    override: record('override'),
    putRevision: record('putRevision'),
    tag: record('tag'),
    untag: record('untag'),
    disable: record('disable'),
    enable: record('enable'),
  };
}
