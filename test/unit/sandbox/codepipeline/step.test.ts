import { describe, expect, it } from 'vitest';
import { emptyState } from '../../../../src/sandbox/codepipeline/empty-state.ts';
import { seedFrom } from '../../../../src/sandbox/codepipeline/machine/seed.ts';
import { type Command, nextDeadline, type Outcome, step } from '../../../../src/sandbox/codepipeline/step.ts';
import { ACCOUNT, aPipeline, aRandom, MINUTE, REGION } from './workbench.ts';

const T0 = Date.parse('2026-03-02T09:15:27.104Z');
const EMPTY = emptyState({ accountId: ACCOUNT, region: REGION, seed: seedFrom(aRandom()) });
const call = (operation: string, input: unknown): Command => ({
  kind: 'call',
  operation,
  input,
  caller: 'arn:aws:iam::123456789012:user/ana',
});
const create = (state = EMPTY): Outcome => step(state, call('CreatePipeline', { pipeline: aPipeline() }), T0);

describe('a step of the service', () => {
  it('leaves the state it was given as it was', () => {
    const { state } = create();
    const before = structuredClone(state);
    step(state, { kind: 'tick' }, T0 + MINUTE);
    step(state, call('UpdatePipeline', { pipeline: aPipeline() }), T0 + 5_000);
    step(state, { kind: 'push', push: { pipeline: 'shop-web' } }, T0 + 5_000);
    step(state, { kind: 'speed', speed: 0 }, T0 + 5_000);
    expect(state).toEqual(before);
  });

  it('gives the same for the same, and other ids for another seed', () => {
    expect(create()).toEqual(create());
    const other = create({ ...EMPTY, seed: seedFrom(aRandom(2)) });
    expect(other.events.map(({ id }) => id)).not.toEqual(create().events.map(({ id }) => id));
  });

  it('works on a state that was stored and read again', () => {
    const { state } = create();
    expect(step(structuredClone(state), { kind: 'tick' }, T0 + MINUTE)).toEqual(
      step(state, { kind: 'tick' }, T0 + MINUTE),
    );
  });

  it('lets what was due happen at its own time, however late it is called', () => {
    const { state } = create();
    const late = step(state, { kind: 'tick' }, T0 + 60 * MINUTE);
    let stepwise: Outcome = { state, events: [], invocations: [] };
    const events = [];
    for (let at = nextDeadline(state); at !== null && at <= T0 + 60 * MINUTE; at = nextDeadline(stepwise.state)) {
      stepwise = step(stepwise.state, { kind: 'tick' }, at);
      events.push(...stepwise.events);
    }
    expect(late.events).toEqual(events);
    expect(late.state).toEqual(stepwise.state);
  });

  it('keeps what was due when the command is refused', () => {
    const { state } = create();
    const { error, events, state: after } = step(state, call('GetPipeline', { name: 'nowhere' }), T0 + MINUTE);
    expect(error).toMatchObject({ name: 'PipelineNotFoundException' });
    expect(events.length).toBeGreaterThan(5);
    expect(after).not.toBe(state);
  });

  it('gives back the same state when nothing has changed', () => {
    const { state } = create();
    expect(step(state, call('GetPipelineState', { name: 'shop-web' }), T0).state).toBe(state);
    expect(
      step(state, call('StopPipelineExecution', { pipelineName: 'shop-web', pipelineExecutionId: 'x' }), T0).state,
    ).toBe(state);
  });

  it('knows when it next changes by itself; a state where all wait for somebody else has no deadline but their time-outs', () => {
    const { state } = create();
    expect(nextDeadline(EMPTY)).toBeNull();
    expect(nextDeadline(state)).toBeGreaterThan(T0);
    const { state: waiting } = step(state, { kind: 'tick' }, T0 + MINUTE);
    expect(nextDeadline(waiting)).toBeGreaterThan(T0 + 7 * 24 * 60 * MINUTE);
  });
});
