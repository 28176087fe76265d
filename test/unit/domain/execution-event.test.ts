import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent, newExecution } from '../../../src/domain/execution.ts';
import {
  ENDED,
  type Fact,
  factKey,
  hasEnded,
  RANK,
  rankOf,
  type Subject,
  subjectKey,
  toSubject,
} from '../../../src/domain/execution-event.ts';
import { action, anEvent, at, pipeline, SHOP } from '../../support/builders.ts';

const name = fc.stringMatching(/^[A-Za-z0-9.@_-]{1,100}$/);
const subject: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({ kind: fc.constant('pipeline' as const), attempt: fc.integer({ min: 1, max: 999 }) }),
  fc.record({ kind: fc.constant('stage' as const), stage: name, begun: fc.constantFrom('', at(0), at(90)) }),
  fc.record({
    kind: fc.constant('action' as const),
    stage: name,
    action: name,
    runId: fc.string({ unit: 'binary', maxLength: 80 }),
  }),
);

describe('the key of a subject', () => {
  it('gives the subject back, whatever its names and its run id are', () => {
    fc.assert(
      fc.property(subject, (given) => {
        expect(toSubject(subjectKey(given))).toEqual(given);
      }),
    );
  });

  it('is never that of another subject', () => {
    fc.assert(
      fc.property(subject, subject, (one, other) => {
        if (subjectKey(one) === subjectKey(other)) expect(one).toEqual(other);
      }),
    );
  });

  it.each(['', 'pipeline#', 'stage:#', 'card@C0DEPLOYS', 'pipeline#one'])('is not %j', (key) => {
    expect(toSubject(key)).toBeUndefined();
  });
});

describe('ranks', () => {
  it('rise from started to ended', () => {
    expect([rankOf('running'), rankOf('waiting'), rankOf('stopping')]).toEqual([
      RANK.started,
      RANK.waiting,
      RANK.stopping,
    ]);
    expect(ENDED.map(rankOf)).toEqual(ENDED.map(() => RANK.ended));
    expect(ENDED.every(hasEnded)).toBe(true);
    expect(hasEnded('stopping')).toBe(false);
    expect(hasEnded(undefined)).toBe(false);
  });
});

describe('facts', () => {
  const trigger = (detail: string): Fact => ({ kind: 'trigger', attempt: 1, value: { type: 'Webhook', detail } });

  it('have one key for each thing that cannot change', () => {
    expect(factKey(trigger('a'))).toBe(factKey(trigger('b')));
    expect(factKey({ kind: 'trigger', attempt: 2, value: {} })).not.toBe(factKey(trigger('a')));
    const value = { action: 'App', revisionId: '3f2c91e' };
    expect(factKey({ kind: 'revision', run: 'r1', at: at(0), value })).not.toBe(
      factKey({ kind: 'revision', run: 'r2', at: at(0), value }),
    );
  });

  it('keep the first value, and come through with an event that is otherwise a repeat', () => {
    const first = applyEvent(newExecution(SHOP), pipeline('succeeded', 10));
    const late = applyEvent(first, pipeline('running', 0, 1, [trigger('a')]));
    const later = applyEvent(late, pipeline('running', 0, 1, [trigger('b')]));

    expect(Object.values(later.facts)).toEqual([trigger('a')]);
    expect(later.latest['pipeline#1']?.state).toBe('succeeded');
  });
});

describe('events of one subject', () => {
  it('only rise', () => {
    const ended = action('Build', 'Compile', 'succeeded', 5, 'run-1');
    const late = action('Build', 'Compile', 'running', 9, 'run-1');

    expect([ended, late].reduce(applyEvent, newExecution(SHOP)).latest['action:Build/Compile#run-1']?.state).toBe(
      'succeeded',
    );
  });

  it('without a run id go by their time, and by their rank within one second', () => {
    const old = (state: 'running' | 'failed', second: number) =>
      anEvent({ kind: 'action', stage: 'Build', action: 'Compile', runId: '' }, state, second);
    const state = (...events: ReturnType<typeof old>[]) =>
      events.reduce(applyEvent, newExecution(SHOP)).latest['action:Build/Compile#']?.state;

    expect(state(old('failed', 5), old('running', 9))).toBe('running');
    expect(state(old('running', 9), old('failed', 5))).toBe('running');
    expect(state(old('failed', 5), old('running', 5))).toBe('failed');
  });
});
