import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent, newExecution } from '../../src/domain/execution.ts';
import type { ExecutionEvent } from '../../src/domain/execution-event.ts';
import { toProgress } from '../../src/domain/to-progress.ts';
import { action, anEvent, approvalWaits, at, pipeline, SHOP, SHOP_STRUCTURE, stage } from '../support/builders.ts';
import { createDeliveryWorld } from '../support/delivery-world.ts';

/** A run that fails in Build, is retried, waits for an approval and succeeds. */
const RUN: readonly ExecutionEvent[] = [
  pipeline('running', 0, 1, [{ kind: 'trigger', attempt: 1, value: { type: 'Webhook' } }]),
  stage('Source', 'running', 0),
  action('Source', 'App', 'running', 1, 'run-s', { startedAt: at(1) }),
  anEvent({ kind: 'action', stage: 'Source', action: 'App', runId: 'run-s' }, 'succeeded', 8, { startedAt: at(1) }, [
    {
      kind: 'revision',
      run: 'run-s',
      at: at(8),
      value: { action: 'App', revisionId: '3f2c91e', summary: 'Fix the cart total' },
    },
  ]),
  stage('Source', 'succeeded', 8, 0),
  stage('Build', 'running', 9),
  action('Build', 'Compile', 'running', 9, 'run-b1', { startedAt: at(9) }),
  action('Build', 'Compile', 'failed', 40, 'run-b1', {
    startedAt: at(9),
    error: { code: 'JobFailed', text: '2 tests failed' },
  }),
  stage('Build', 'failed', 40, 9),
  pipeline('failed', 40),
  pipeline('running', 70, 2),
  stage('Build', 'running', 70, 70, at(70)),
  action('Build', 'Compile', 'running', 71, 'run-b2', { startedAt: at(71) }),
  action('Build', 'Compile', 'succeeded', 90, 'run-b2', { startedAt: at(71) }),
  stage('Build', 'succeeded', 90, 70, at(70)),
  stage('Approve', 'running', 90),
  approvalWaits(91, 'run-a'),
  action('Approve', 'Go-ahead', 'succeeded', 120, 'run-a', {
    category: 'Approval',
    provider: 'Manual',
    startedAt: at(91),
  }),
  stage('Approve', 'succeeded', 120, 90),
  pipeline('succeeded', 150, 2),
];

const shuffledWithRepeats = fc
  .tuple(fc.shuffledSubarray([...RUN], { minLength: RUN.length }), fc.array(fc.nat(RUN.length - 1), { maxLength: 20 }))
  .chain(([order, repeats]) =>
    fc.shuffledSubarray([...order, ...repeats.flatMap((index) => RUN[index] ?? [])], {
      minLength: order.length + repeats.length,
    }),
  );

describe('events in any order, with any repeats', () => {
  const expected = RUN.reduce(applyEvent, newExecution(SHOP));

  it('give the same execution and the same progress', () => {
    fc.assert(
      fc.property(shuffledWithRepeats, (events) => {
        const execution = events.reduce(applyEvent, newExecution(SHOP));

        expect(execution).toEqual(expected);
        expect(toProgress(execution, SHOP_STRUCTURE)).toEqual(toProgress(expected, SHOP_STRUCTURE));
        expect(toProgress(execution)).toEqual(toProgress(expected));
      }),
      { numRuns: 1_000 },
    );
  });

  it('end in the same card, delivered at any moments', async () => {
    await fc.assert(
      fc.asyncProperty(
        shuffledWithRepeats,
        fc.array(fc.nat(90_000), { minLength: 40, maxLength: 40 }),
        async (events, moments) => {
          const { deliver, run, slack } = createDeliveryWorld();
          for (const [index, event] of events.entries()) deliver(event, moments[index]);

          await run(4);

          const cards = slack.messages.filter(({ text }) => text.startsWith('card'));
          expect(cards.map(({ text }) => text)).toEqual([
            'card succeeded Source=succeeded Build=succeeded Approve=succeeded Prod=-',
          ]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a crash', () => {
  const burst = RUN.slice(0, 3);

  it('after or before any remote call of posting a card leaves one card after two minutes', async () => {
    for (let atCall = 1; ; atCall++) {
      for (const when of ['before', 'after'] as const) {
        const { deliver, run, slack, mostCalls } = createDeliveryWorld();
        deliver(RUN[0] ?? pipeline('running', 0), 0, { atCall, when });

        await run(2);

        const story = `crashed ${when} call ${atCall}`;
        expect(slack.messages.length, story).toBe(1);
        expect(slack.messages[0]?.text, story).toMatch(/^card running/);
        if (mostCalls() < atCall) return;
      }
    }
  });

  it('of several deliveries and of a sweep leaves one card that is true', async () => {
    const crash = fc.record({
      atCall: fc.integer({ min: 1, max: 14 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(crash, { minLength: 3, maxLength: 3 }),
        fc.array(fc.nat(2_000), { minLength: 3, maxLength: 3 }),
        crash,
        async (plans, moments, sweepPlan) => {
          const { deliver, run, slack } = createDeliveryWorld();
          for (const [index, event] of burst.entries()) deliver(event, moments[index], plans[index]);

          await run(5, (minute) => (minute === 1 ? sweepPlan : { atCall: Number.POSITIVE_INFINITY, when: 'before' }));

          expect(slack.messages.map(({ text }) => text)).toEqual([
            'card running Source=running Build=- Approve=- Prod=-',
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
