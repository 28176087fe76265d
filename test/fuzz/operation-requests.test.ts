import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BrokenSealError, seal } from '../../src/app/seal.ts';
import { SOURCE } from '../../src/aws/event-source.ts';
import { parseOperationRequested } from '../../src/aws/operation-requested.ts';
import { REQUESTED } from '../../src/aws/requested.ts';
import { OperationId } from '../../src/domain/ids.ts';
import type { ApprovalTarget, Ask, Deed, OperationRequest } from '../../src/domain/operation.ts';
import { aRequest } from '../support/builders.ts';
import { createOperationWorld, HOME } from '../support/operation-world.ts';
import { shopPipeline } from '../support/pipelines.ts';

const KEY = 'the operation key of this installation';
const RESPONSE_URL = 'https://hooks.slack.com/actions/T1/2/secret-hook';
const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
type World = ReturnType<typeof createOperationWorld>;

let world: World;
/** The run that waits at the gate. */
let waiting: ApprovalTarget;
let serial = 0;

async function waitAtTheGate(): Promise<void> {
  world = createOperationWorld();
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
  await world.world.runUntil(world.world.now() + MINUTE);
  await world.followEvents();
  const gate = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve');
  const [action] = gate?.actions ?? [];
  if (!gate?.executionId || !action?.run) throw new Error('Nothing waits');
  waiting = { ...PIPELINE, executionId: gate.executionId, stage: 'Approve', action: action.name, run: action.run };
}

function request(deed: Deed | string): OperationRequest {
  const ask: Ask = typeof deed === 'string' ? { kind: 'words', text: deed } : { kind: 'deed', deed };
  const now = world.world.now();
  return aRequest({
    operationId: OperationId(`${String(++serial).padStart(16, '0')}`),
    requestedAt: new Date(now).toISOString(),
    notAfter: new Date(now + 15 * MINUTE).toISOString(),
    ask,
  });
}

const onTheBus = (detail: unknown) => ({ source: SOURCE, 'detail-type': REQUESTED, detail });
const opened = (text: string) => parseOperationRequested(onTheBus(seal(text, KEY)), KEY);

/** What all this may leave in the world. */
const traces = () => ({
  done: world.done.length,
  messages: world.slack.messages.length,
  executions: world.executions.all().length,
});

const hostile = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '.', '../x', 'evil.example/', 'a b', '\u202e', '#0123456789abcdef', 'a2'),
  fc.constantFrom('other-pipeline', '210987654321', 'ffffffff-1111-4222-8333-444455556666', 'x'.repeat(200)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((text) => text !== '1'),
);

describe('a deed whose target is not what waits or runs', () => {
  beforeAll(waitAtTheGate);
  const field = fc.constantFrom('account', 'region', 'pipeline', 'executionId', 'stage', 'action', 'run');
  const kind = fc.constantFrom('approve', 'reject', 'retry', 'stop', 'disable', 'enable', 'start');

  it('is refused in private, once, and leaves no trace: nothing is done, and no card of what cannot be is drawn', async () => {
    const spoilt = fc.dictionary(field, hostile, { minKeys: 1, maxKeys: 2 });
    await fc.assert(
      fc.asyncProperty(kind, spoilt, async (name, fields) => {
        const deed = deedOf(name, { ...waiting, ...fields });
        fc.pre(
          Object.keys(fields).some((each) => each in deed.target && (each !== 'executionId' || 'run' in deed.target)),
        );
        const asked = opened(JSON.stringify(request(deed)));
        const before = traces();
        const told = world.answers.length;

        await world.perform(asked);

        expect(world.answers.slice(told)).toMatchObject([{ user: 'U0BEN', answer: { kind: 'refused' } }]);
        expect(traces()).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});

function deedOf(kind: string, of: Record<keyof ApprovalTarget, string>): Deed {
  const { account, region, pipeline, executionId, stage, action, run } = of;
  const ref = { account, region, pipeline };
  const execution = { ...ref, executionId };
  const deeds: Record<string, unknown> = {
    approve: { kind, target: { ...execution, stage, action, run }, comment: '' },
    reject: { kind, target: { ...execution, stage, action, run }, comment: '' },
    retry: { kind, target: { ...execution, stage, run }, mode: 'ALL_ACTIONS' },
    stop: { kind, target: { ...execution, run: run === waiting.run ? 'a1' : run }, abandon: true, reason: '' },
    disable: { kind, target: { ...ref, stage, transition: 'Inbound' }, reason: 'freeze' },
    enable: { kind, target: { ...ref, stage, transition: 'Inbound' } },
    start: { kind, target: ref, variables: {} },
  };
  return deeds[kind] as Deed;
}

describe('an event on the bus that nobody here sealed', () => {
  beforeAll(waitAtTheGate);

  it('is refused for the dead-letter queue, whatever it says, and says no secret of it', () => {
    const approve = () => ({ kind: 'approve' as const, target: waiting, comment: 'go' });
    const asked = () => ({ ...request(approve()), origin: { surface: 'button', responseUrl: RESPONSE_URL } });
    const forged = fc.oneof(
      fc.constant(() => JSON.parse(JSON.stringify(asked()))),
      fc.constant(() => seal(JSON.stringify(asked()), 'the key of somebody else')),
      fc.string({ maxLength: 80 }).map((mark) => () => ({ ...seal(JSON.stringify(asked()), KEY), seal: mark })),
      fc.integer().map((v) => () => ({ ...seal(JSON.stringify(asked()), KEY), v: v === 1 ? 2 : v })),
      fc
        .constantFrom('v', 'operation', 'seal')
        .map((name) => () => ({ ...seal(JSON.stringify(asked()), KEY), [name]: null })),
      fc.anything().map((junk) => () => junk),
    );
    fc.assert(
      fc.property(forged, (detail) => {
        const error = thrownBy(() => parseOperationRequested(onTheBus(detail()), KEY));
        expect(error?.message).toMatch(/^(?:This operation was not sealed|Not a Signalbox Operation Requested event)/);
        expect(error?.message).not.toMatch(/secret-hook|operation key/);
      }),
      { numRuns: 400 },
    );
    expect(
      thrownBy(() => parseOperationRequested(onTheBus(seal('{}', 'the key of somebody else')), KEY)),
    ).toBeInstanceOf(BrokenSealError);
  });

  it('but that our key sealed holds what we know of it and nothing else, or is refused by the names of its fields', () => {
    const twist = fc.tuple(
      fc.constantFrom('v', 'operationId', 'actor', 'origin', 'ask', 'requestedAt', 'notAfter', '__proto__', 'admin'),
      fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, { kind: 'deed', deed: { kind: 'delete' } }, { userId: '' })),
    );
    const known = ['v', 'operationId', 'actor', 'origin', 'ask', 'requestedAt', 'notAfter'];
    fc.assert(
      fc.property(fc.array(twist, { maxLength: 2 }), (twists) => {
        const whole = request({ kind: 'approve', target: waiting, comment: '' });
        const text = JSON.stringify({ ...whole, ...Object.fromEntries(twists) });
        let read: object | undefined;
        const error = thrownBy(() => {
          read = opened(text);
        });
        if (read) expect(known).toEqual(expect.arrayContaining(Object.keys(read)));
        else expect(error?.message).toMatch(/^A sealed operation has an unknown form: [a-zA-Z0-9., ]+$/);
      }),
      { numRuns: 400 },
    );
  });
});

function thrownBy(work: () => unknown): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

describe('an operation that is delivered again', () => {
  beforeEach(waitAtTheGate);
  const words = fc.constantFrom('approve', 'stop', 'disable', 'start', 'approve shop-web', 'stop shop-web --abandon');
  const askOf = (what: string) => (what.includes(' ') ? request(what) : request(deedOf(what, waiting)));

  it('within its time, any number of times and at once, is one effect, told once', async () => {
    const delays = fc.array(fc.nat(14 * MINUTE), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(words, delays, fc.integer({ min: 1, max: 3 }), async (what, later, atOnce) => {
        await waitAtTheGate();
        const asked = askOf(what);
        const began = world.world.now();

        await world.performAll(Array.from({ length: atOnce }, () => asked));
        const once = { ...traces(), answers: world.answers.length, audited: world.audited.length };
        for (const delay of later.toSorted((a, b) => a - b)) {
          await world.world.runUntil(Math.max(world.world.now(), began + delay));
          await world.perform(asked);
        }

        expect(once).toMatchObject({ done: 1, audited: 1 });
        expect({ ...traces(), answers: world.answers.length, audited: world.audited.length }).toEqual(once);
      }),
      { numRuns: 12 },
    );
  });

  it('first after days only reports that it is too late, and a delivery after that says nothing more', async () => {
    const late = fc.integer({ min: 15 * MINUTE, max: 4 * DAY });
    await fc.assert(
      fc.asyncProperty(words, late, fc.array(fc.nat(3 * DAY), { maxLength: 2 }), async (what, delay, more) => {
        await waitAtTheGate();
        const asked = askOf(what);
        const before = traces();
        await world.world.runUntil(world.world.now() + delay);

        for (const wait of [0, ...more]) {
          await world.world.runUntil(world.world.now() + wait);
          await world.perform(asked);
        }

        expect(traces()).toEqual(before);
        expect(world.answers).toMatchObject([{ answer: { kind: 'refused', refusal: { reason: 'too_late' } } }]);
        expect(world.audited).toMatchObject([{ kind: 'refused', refusal: { reason: 'too_late' } }]);
      }),
      { numRuns: 10 },
    );
  });

  it('days after its delivery died acts no more, and tells what is known', async () => {
    const crash = fc.record({
      atCall: fc.integer({ min: 1, max: 14 }),
      when: fc.constantFrom('before', 'after'),
    } as const);
    await fc.assert(
      fc.asyncProperty(words, crash, fc.integer({ min: 15 * MINUTE, max: 4 * DAY }), async (what, plan, delay) => {
        await waitAtTheGate();
        const asked = askOf(what);
        await world.dieAt(asked, plan);
        const done = world.done.length;
        await world.world.runUntil(world.world.now() + delay);

        for (let redrive = 0; redrive < 2; redrive++) await world.perform(asked);

        expect(world.done.length, 'nothing is done late').toBe(done);
        expect(done).toBeLessThanOrEqual(1);
        expect(new Set(world.audited.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
        expect(new Set(world.slack.messages.map(({ key }) => key)).size).toBe(world.slack.messages.length);
        if (done === 1) expect(JSON.stringify(world.audited)).not.toContain('too_late');
      }),
      { numRuns: 20 },
    );
  });

  it('as a question days later is not answered any more, but that it is too late', async () => {
    for (const what of ['status shop-web', 'list', 'nonsense']) {
      const asked = request(what);
      await world.world.runUntil(world.world.now() + DAY);

      await world.perform(asked);

      expect(world.answers.at(-1)?.answer, what).toMatchObject({ kind: 'refused', refusal: { reason: 'too_late' } });
    }
  });

  it('after its claim was forgotten acts no more', async () => {
    for (const what of ['approve', 'stop shop-web --abandon', 'start', 'disable']) {
      await waitAtTheGate();
      const asked = askOf(what);
      await world.perform(asked);
      await world.world.runUntil(world.world.now() + 15 * DAY);

      await world.perform(asked);

      expect(world.done.length, what).toBe(1);
      expect(world.answers.at(-1)?.answer, what).toMatchObject({ kind: 'refused', refusal: { reason: 'too_late' } });
    }
  });
});
