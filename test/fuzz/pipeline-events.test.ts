import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextOf } from '../../src/app/plan-for.ts';
import { parseCodePipelineEvent, UnknownEventError } from '../../src/aws/codepipeline-events.ts';
import { createExecutionStore } from '../../src/aws/execution-store.ts';
import { applyEvent, newExecution } from '../../src/domain/execution.ts';
import { ENDED, RANK } from '../../src/domain/execution-event.ts';
import { planMessages } from '../../src/domain/message-plan.ts';
import type { Progress } from '../../src/domain/progress.ts';
import { toProgress } from '../../src/domain/to-progress.ts';
import { drawMessage } from '../../src/slack/views/message.ts';
import { startLocalTable } from '../support/local-table.ts';
import { aPolicy } from '../support/policy.ts';
import { FAILED_DEPLOY_FLOW, rawEvent, SINGLE_EVENTS, uuidOf } from '../support/recorded-events.ts';
import { expectSlackTakes } from '../unit/slack/support/slack-takes.ts';

const POLICY = aPolicy();
const STATES = ['running', 'waiting', 'stopping', ...ENDED];
const WORDS = ['__proto__', 'constructor', 'toString', 'valueOf'];

/** What may stand anywhere in an event: of the wrong type, too long, too deep, of another alphabet, with a meaning in JavaScript. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', [], {}, true, -1, 1e308, 2 ** 53, ...WORDS),
  fc.constantFrom('\u202eetaler', '\u0000', '\ud800', '<!channel>', '1|a|b#c/d', 'x'.repeat(1_001), '𝒳'.repeat(2_000)),
  fc.constant(JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`)),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
);

/** A path into an event, and what stands there instead; `undefined` takes it away. */
const twist = fc.tuple(fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }), fc.option(hostile, { nil: undefined }));
const recorded = fc.constantFrom(...SINGLE_EVENTS, ...FAILED_DEPLOY_FLOW).map((name): object => rawEvent(name));
/** What an event says of its subject is twisted more often than the rest. */
const said = fc.tuple(
  fc.constantFrom(
    'state',
    'stage',
    'action',
    'action-execution-id',
    'version',
    'type',
    'start-time',
    'pipeline-execution-attempt',
    'stage-last-retry-attempt-time',
    'execution-trigger',
    'execution-result',
  ),
  fc.oneof(hostile, fc.constantFrom(...WORDS)),
);
const twisted = fc
  .tuple(recorded, fc.array(twist, { maxLength: 3 }), fc.option(said, { nil: undefined }))
  .map(([event, twists, more]) => {
    const changed = twists.reduce(applyTwist, event);
    return more ? { ...changed, detail: { ...Reflect.get(changed, 'detail'), [more[0]]: more[1] } } : changed;
  });

function applyTwist(event: object, [[at = 0, ...deeper], value]: [number[], unknown]): object {
  const names = [...Object.keys(event), ...WORDS];
  const name = names[at % names.length] ?? '';
  const known: unknown = Object.hasOwn(event, name) ? Reflect.get(event, name) : undefined;
  const isObject = typeof known === 'object' && known !== null && !Array.isArray(known);
  const changed = isObject && deeper.length > 0 ? applyTwist(known, [deeper, value]) : value;
  const rest = Object.entries(event).filter(([key]) => key !== name);
  return Object.fromEntries(changed === undefined ? rest : [...rest, [name, changed]]);
}

function parsed(payload: unknown) {
  try {
    return parseCodePipelineEvent(payload);
  } catch (error) {
    expect(error).toBeInstanceOf(UnknownEventError);
    return undefined;
  }
}

function expectDrawable(progress: Progress): void {
  for (const wanted of planMessages(progress, [], POLICY, new Set())) {
    const context = contextOf(POLICY, wanted, progress, newExecution(progress.ref));
    expectSlackTakes(drawMessage(wanted.subject, context));
  }
}

describe('a payload that comes as an event of CodePipeline', () => {
  it('is refused as none, for the dead-letter queue, or says in our own words whose state it is', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: twisted }, { weight: 1, arbitrary: fc.anything() }), (payload) => {
        const event = parsed(payload);
        if (!event) return;
        const { execution, observation, facts } = event;
        expect(STATES).toContain(observation.state);
        expect(Object.values(RANK)).toContain(observation.rank);
        expect(observation.at).toMatch(/Z$/);
        expect(Object.values(execution).every((text) => typeof text === 'string' && text !== '')).toBe(true);
        const { error, ...rest } = observation;
        expect(Buffer.byteLength(JSON.stringify(rest))).toBeLessThan(1_500);
        expect(Buffer.byteLength(JSON.stringify([error, facts]))).toBeLessThan(12_000);
        expectDrawable(toProgress(applyEvent(newExecution(execution), event)));
        taken += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  it('of another source or kind, or without its state, is refused by the names of its fields and not by their values', () => {
    const broken = fc.tuple(
      fc.constantFrom('source', 'detail-type', 'state', 'pipeline', 'execution-id', 'time'),
      hostile,
    );
    fc.assert(
      fc.property(recorded, broken, fc.string({ minLength: 12 }), (event, [name, value], secret) => {
        const inDetail = ['state', 'pipeline', 'execution-id'].includes(name);
        fc.pre(typeof value !== 'string' || value === '' || value.length > 1_000 || !inDetail);
        const payload = inDetail
          ? { ...event, detail: { ...Reflect.get(event, 'detail'), secret, [name]: value } }
          : { ...event, secret, [name]: value };

        let said = '';
        try {
          parseCodePipelineEvent(payload);
        } catch (error) {
          expect(error).toBeInstanceOf(UnknownEventError);
          said = String(error);
        }

        expect(said).toContain(name);
        expect(said).not.toContain(secret);
        expect(said.length).toBeLessThan(1_000);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the execution that a hostile event is about', () => {
  let local: Awaited<ReturnType<typeof startLocalTable>>;
  beforeAll(async () => {
    local = await startLocalTable(() => Date.parse('2026-03-02T12:00:00Z'));
  });
  afterAll(() => local.stop());

  it('is stored, read and followed to its end all the same', async () => {
    const store = createExecutionStore(local.table);
    let serial = 0;
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(twisted, { minLength: 1, maxLength: 4 }), async (events) => {
        const executionId = uuidOf(`hostile ${serial++}`);
        const flow = FAILED_DEPLOY_FLOW.map((name) => rawEvent(name, executionId));
        const { account, region, detail } = flow[0] ?? rawEvent('');
        const ours = { pipeline: detail.pipeline, 'execution-id': executionId };
        const aimed = events.map((event) => ({
          ...event,
          account,
          region,
          detail: { ...Reflect.get(event, 'detail'), ...ours },
        }));

        for (const event of [...aimed, ...flow].flatMap((payload) => parsed(payload) ?? [])) {
          await store.observe(event, 0);
          taken += 1;
        }

        const first = parseCodePipelineEvent(flow[0]);
        const stored = await store.get(first.execution);
        if (!stored) throw new Error('It is gone');
        const progress = toProgress(stored.execution);
        expect(STATES).toContain(progress.state);
        expectDrawable(progress);
      }),
      { numRuns: 12 },
    );
    expect(taken).toBeGreaterThan(12 * FAILED_DEPLOY_FLOW.length);
  });
});
