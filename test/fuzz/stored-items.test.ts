import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/app/digest.ts';
import { contextOf } from '../../src/app/plan-for.ts';
import { type SweepDeps, sweep } from '../../src/app/sweep.ts';
import { createClaimStore } from '../../src/aws/claim-store.ts';
import { executionKey, PREFIX, toStoredExecution } from '../../src/aws/execution-item.ts';
import { createExecutionStore } from '../../src/aws/execution-store.ts';
import { ENDED } from '../../src/domain/execution-event.ts';
import {
  AccountId,
  ExecutionId,
  type ExecutionRef,
  OperationId,
  RunKey,
  TeamId,
  UserId,
} from '../../src/domain/ids.ts';
import { planMessages } from '../../src/domain/message-plan.ts';
import { toProgress } from '../../src/domain/to-progress.ts';
import { drawMessage } from '../../src/slack/views/message.ts';
import { action, anOperation, approvalWaits, aRequest, at, pipeline, SHOP, stage } from '../support/builders.ts';
import { startLocalTable } from '../support/local-table.ts';
import { createMemoryCatalogue } from '../support/memory-catalogue.ts';
import { createMemoryFreezes } from '../support/memory-freezes.ts';
import { createMemoryHome } from '../support/memory-home.ts';
import { createMemoryLastGoods } from '../support/memory-last-goods.ts';
import { createMemoryPace } from '../support/memory-pace.ts';
import { createMemoryReds } from '../support/memory-reds.ts';
import { createMemorySlack, nobodyToAsk } from '../support/memory-slack.ts';
import { listening } from '../support/memory-subscriptions.ts';
import { createMemoryViewers } from '../support/memory-viewers.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { directory } from '../support/person.ts';
import { aPolicy } from '../support/policy.ts';
import { onlyHome } from '../support/served.ts';

const NOW = Date.parse(at(600));
const ROUTES = aPolicy();
const FORM = /has a form that this version does not know/;
type Item = Record<string, unknown>;

let local: Awaited<ReturnType<typeof startLocalTable>>;
/** An item that has everything: observations, facts, a decision, a line, a message. */
let whole: Item;
let serial = 0;

const put = (item: Item) => local.table.client.send(new PutCommand({ TableName: local.table.name, Item: item }));
const itemOf = async (ref: ExecutionRef): Promise<Item> => {
  const key = { TableName: local.table.name, Key: executionKey(ref), ConsistentRead: true };
  return (await local.table.client.send(new GetCommand(key))).Item ?? {};
};
const another = (): ExecutionRef => ({ ...SHOP, executionId: ExecutionId(`execution-${++serial}`) });

beforeAll(async () => {
  local = await startLocalTable(() => NOW);
  const store = createExecutionStore(local.table);
  const trigger = { kind: 'trigger' as const, attempt: 1, value: { type: 'Webhook', detail: 'arn' } };
  const revision = { action: 'App', revisionId: '3f2c91e', summary: 'Fix the cart' };
  const facts = [trigger, { kind: 'revision' as const, run: 'r', at: at(1), value: revision }];
  await store.observe(pipeline('running', 0, 1, facts), NOW);
  await store.observe(stage('Build', 'failed', 9), NOW);
  const error = { code: 'JobFailed', text: 'two tests failed' };
  await store.observe(action('Build', 'Compile', 'failed', 8, 'run-1', { category: 'Build', error }), NOW);
  await store.observe(approvalWaits(10, 'run-2'), NOW);
  const { operationId, deed } = anOperation();
  const by = { operationId, byName: 'Ben Okafor', at: at(11) };
  await store.decide(SHOP, RunKey('run-2'), { ...by, verdict: 'approved', by: UserId('U0BEN'), comment: 'go' });
  await store.addLine(SHOP, { ...by, deed, ended: 'performed' });
  const lease = { owner: 'me', now: NOW, leaseUntil: NOW + 1, urgent: false, dueAt: NOW };
  await store.claim(SHOP, { slot: 'card@C0DEPLOYS', fresh: true, id: 'message-1', ...lease });
  whole = await itemOf(SHOP);
});
afterAll(() => local.stop());

const anything = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 5, true, [], {}, 'failed', 'x'.repeat(3_000)),
  // The SDK cannot write a member `__proto__`: it makes an empty value of it, which no table takes.
  fc
    .object({ values: [fc.string(), fc.boolean(), fc.integer(), fc.constant(null)], maxDepth: 2 })
    .filter((value) => !JSON.stringify(value).includes('__proto__')),
);

/** One change of an item, at any depth: taken away, or another value. */
const change = fc.tuple(fc.nat(), fc.array(fc.nat(20), { maxLength: 3 }), fc.option(anything, { nil: undefined }));

function changed(item: Item, [first, path, value]: typeof change extends fc.Arbitrary<infer T> ? T : never): Item {
  const names = Object.keys(item).filter((name) => !['pk', 'sk', 'due', 'dueAt', 'expiresAt'].includes(name));
  const name = names[first % names.length] ?? '';
  const known = item[name];
  const [next, ...deeper] = path;
  const isMap = typeof known === 'object' && known !== null && !Array.isArray(known) && Object.keys(known).length > 0;
  if (next !== undefined && isMap) return { ...item, [name]: changed(known as Item, [next, deeper, value]) };
  if (value !== undefined) return { ...item, [name]: value };
  const { [name]: _gone, ...rest } = item;
  return rest;
}

describe('the item of an execution that another version wrote, or that is damaged', () => {
  /** What a later version may add: attributes of its own, and facts and lines of its own kinds. */
  const added = fc.dictionary(
    fc
      .tuple(
        fc.constantFrom('later|', PREFIX.fact, PREFIX.line),
        fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')),
      )
      .map(([prefix, name]) => `${prefix}${name}`),
    anything,
    { maxKeys: 3 },
  );

  it('can be drawn, or is refused as one that nobody here can read', () => {
    let drawn = 0;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), added, (changes, more) => {
        const item = { ...changes.reduce(changed, whole), ...more };
        const stored = readOrUndefined(item);
        if (!stored) return;
        const { execution } = stored;
        const progress = toProgress(execution);
        const plan = planMessages(
          progress,
          Object.values(execution.lines),
          ROUTES,
          new Set(Object.keys(stored.messages)),
        );
        for (const wanted of plan) drawMessage(wanted.subject, contextOf(ROUTES, wanted, progress, execution));
        expect([...ENDED, 'running', 'waiting', 'stopping']).toContain(progress.state);
        drawn += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(drawn).toBeGreaterThan(100);
  });

  it('is read as before when a later version only added to it', () => {
    const known = toStoredExecution(SHOP, whole);
    fc.assert(
      fc.property(added, (more) => {
        const { execution, ...rest } = toStoredExecution(SHOP, { ...whole, ...more });
        const { facts, lines, ...same } = execution;
        expect({ execution: same, ...rest }).toMatchObject({ ...known, execution: { latest: known.execution.latest } });
        expect({ ...facts }).toMatchObject({ ...known.execution.facts });
        expect({ ...lines }).toMatchObject({ ...known.execution.lines });
      }),
      { numRuns: 300 },
    );
  });

  it('of a later version is changed by nobody here, whatever is asked of the store', async () => {
    const store = createExecutionStore(local.table);
    const ref = another();
    const { v: _v, ...rest } = whole;
    const foreign = { ...rest, ...executionKey(ref), v: 2 };
    const line = {
      operationId: OperationId('op'),
      deed: anOperation().deed,
      ended: 'performed',
      byName: 'Ben',
      at: at(1),
    } as const;
    const decision = {
      operationId: OperationId('op'),
      verdict: 'approved',
      by: UserId('U0BEN'),
      byName: 'Ben',
      at: at(1),
    } as const;
    const lease = { slot: 'card@C0NEW', id: 'm', owner: 'me', now: NOW, leaseUntil: NOW + 9, urgent: true, dueAt: NOW };
    const writes = [
      () => store.observe({ ...pipeline('succeeded', 700), execution: ref }, NOW),
      () =>
        store.observe({ ...pipeline('running', 0, 9, [{ kind: 'pipelineVersion', value: 3 }]), execution: ref }, NOW),
      () => store.addLine(ref, line),
      () => store.decide(ref, RunKey('run-9'), decision),
      () => store.settleDecision(ref, RunKey('run-2'), OperationId('operation-1'), 'lost'),
      () => store.addFacts(ref, [{ kind: 'pipelineVersion', value: 7 }]),
      () => store.claim(ref, { ...lease, fresh: true }),
      () => store.noteRead(ref, 'gone'),
      () => store.get(ref),
    ];
    await put(foreign);

    for (const write of writes) await expect(write()).rejects.toThrow(FORM);
    expect(await store.setDue(ref, NOW + 1, NOW)).toBe(false);

    expect(await itemOf(ref)).toEqual(foreign);
  });
});

/** What a later version, or a write that was cut off, may leave: of another version, half a fact, a state and a message of new kinds. */
const FOREIGN: readonly Item[] = [
  { v: 2 },
  { [`${PREFIX.fact}revision#App#half`]: { kind: 'revision', run: 'half', at: at(1) } },
  { [`${PREFIX.fact}approver`]: { kind: 'approver', value: {} } },
  { [`${PREFIX.observation}pipeline#1`]: { rank: 4, state: 'hibernating', at: at(9) } },
  { [`${PREFIX.message}card@C0OTHER`]: 'posted' },
];

describe('a sweep', () => {
  it('brings up to date whatever it can read, however many items beside it are damaged or of another version', async () => {
    const damages = fc.array(fc.oneof(fc.array(change, { minLength: 1, maxLength: 3 }), fc.constantFrom(...FOREIGN)), {
      minLength: 1,
      maxLength: 4,
    });
    let unread = 0;
    await fc.assert(
      fc.asyncProperty(damages, async (each) => {
        const { deps, slack, complaints } = sweeping();
        const refs = [...each.map(() => another()), another(), another()];
        for (const [index, ref] of refs.entries()) {
          const damage = each[index] ?? [];
          // The id of a message is its execution's own: in a copy it would lead to the message of another.
          const { [`${PREFIX.message}card@C0DEPLOYS`]: _card, ...base } = whole;
          const item = Array.isArray(damage) ? damage.reduce(changed, base) : { ...base, ...damage };
          await put({ ...item, ...executionKey(ref), due: 'due', dueAt: NOW - 1_000 + index });
        }

        for (let minute = 0; minute < 4; minute++) {
          await sweep(deps);
          await deps.sleep(60_000);
        }

        const good = refs.slice(-2).map(({ executionId }) => executionId);
        for (const id of good) expect(slack.messages.map(({ text }) => text).join()).toContain(`card of ${id}`);
        unread += complaints();
        for (const ref of refs) {
          await local.table.client.send(new DeleteCommand({ TableName: local.table.name, Key: executionKey(ref) }));
        }
      }),
      { numRuns: 12 },
    );
    expect(unread).toBeGreaterThan(0);
  });
});

/** A sweep over the real table, with Slack and CodePipeline in memory. */
function sweeping() {
  let now = NOW;
  const slack = createMemorySlack(() => now);
  let serialId = 0;
  let complaints = 0;
  const structures = { structure: async () => undefined };
  const deps: SweepDeps = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    newId: () => `owner-${++serialId}`,
    timeLeft: () => 30_000,
    executions: createExecutionStore({ ...local.table, now: () => now }),
    structures,
    messenger: {
      ...slack.messenger,
      draw: (subject, context) => ({
        text: `${subject.kind} of ${context.progress.ref.executionId}`,
        blocks: drawMessage(subject, context).blocks,
      }),
    },
    pace: createMemoryPace(() => NOW),
    reds: createMemoryReds(),
    details: nobodyToAsk,
    lastGoods: createMemoryLastGoods(),
    ...listening(() => now),
    policy: ROUTES,
    homeTeam: TeamId('T0SIGNALBX'),
    freezes: createMemoryFreezes(),
    queue: { request: async () => undefined },
    jobCalls: async () => NO_JOBS,
    people: directory(async () => undefined),
    served: onlyHome(AccountId('123456789012'), 'eu-west-1'),
    homeTab: createMemoryHome().homeTab,
    viewers: createMemoryViewers(() => NOW),
    catalogue: createMemoryCatalogue(),
    log: { info: () => undefined, warn: () => undefined, error: () => void complaints++ },
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
  return { deps, slack, complaints: () => complaints };
}

describe('the claim of an operation, or of its effect, that another version wrote, or that is damaged', () => {
  const claims = () => createClaimStore(local.table);
  const KINDS = ['fresh', 'resumed', 'busy', 'untold', 'finished'];
  const { deed } = anOperation();
  const outcomes = [
    { kind: 'performed', execution: SHOP },
    { kind: 'refused', refusal: { reason: 'already_decided', verdict: 'approved', byName: 'Ben', at: at(1) } },
    { kind: 'failed', code: 'LimitExceededException', advice: 'limit' },
  ];

  it('gives back the deed and the outcome as they were written, or nobody acts on it', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...outcomes, undefined),
        fc.constantFrom(true, undefined),
        fc.array(change, { maxLength: 2 }),
        async (outcome, told, changes) => {
          const operationId = OperationId(`operation-${++serial}`);
          const key = { pk: `operation|${operationId}`, sk: 'operation' };
          const claim = { v: 1, owner: 'first', leaseUntil: NOW - 1, deed, outcome, told, expiresAt: NOW };
          const written = JSON.parse(JSON.stringify({ ...key, ...claim })) as Item;
          await put({ ...changes.reduce(changed, written), ...key });

          const result = await claims()
            .claimOperation(aRequest({ operationId }), 'second', NOW + 40_000)
            .catch((error: unknown) => {
              expect(String(error)).toMatch(FORM);
              refused += 1;
              return undefined;
            });

          if (!result) return;
          expect(KINDS).toContain(result.kind);
          if (changes.length > 0) return;
          if (result.kind === 'untold') expect(result).toEqual({ kind: 'untold', outcome, deed });
          if (result.kind === 'resumed') expect(result).toEqual({ kind: 'resumed', delivery: 2, deed });
        },
      ),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  it('never makes an effect ours that somebody else has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 2 }), async (changes) => {
        const effect = `effect-${++serial}`;
        const mine = anOperation({ operationId: OperationId('operation-mine') });
        await claims().claimEffect(effect, anOperation({ operationId: OperationId('operation-theirs') }), 'Ines');
        const all = await effects(effect);
        await put({ ...changes.reduce(changed, all), pk: all.pk, sk: all.sk });

        const claimed = await claims()
          .claimEffect(effect, mine, 'Ben')
          .catch((error: unknown) => {
            expect(String(error)).toMatch(FORM);
            return { mine: false };
          });

        expect(claimed.mine).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  async function effects(effect: string): Promise<Item> {
    const Key = { pk: `effect|${sha256(effect)}`, sk: 'effect' };
    return (await local.table.client.send(new GetCommand({ TableName: local.table.name, Key }))).Item ?? {};
  }
});

function readOrUndefined(item: Item) {
  try {
    return toStoredExecution(SHOP, item);
  } catch (error) {
    expect(String(error)).toMatch(FORM);
    return undefined;
  }
}
