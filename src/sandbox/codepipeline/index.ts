import { type BusEvent, type Clock, type CodePipelineService, ControlError } from '../ports.ts';
import { seedFrom } from './machine/seed.ts';
import { ServiceError } from './service-error.ts';
import type { RegionState } from './state.ts';
import { type Command, nextDeadline, type Outcome, step } from './step.ts';
import { answerOf, parseRequest, refusalOf } from './wire.ts';
import { yardOf } from './yard.ts';

export interface CodePipelineDeps {
  clock: Clock;
  /** gets every event, in the order of happening */
  emit: (event: BusEvent) => void;
  /** ids of requests; those of executions, actions and events come from the state's own seed */
  newId: () => string;
  /** in [0, 1); seeds the state of each region once */
  random: () => number;
  accountId: string;
  homeRegion: string;
  /** default 1 */
  speed?: number;
}

/** The simulated CodePipeline of one account. All that happens is decided by the pure `step`; this object only holds the states
 * (one for each region), arms one timer for the next deadline and hands on the events. */
export function createCodePipeline(deps: CodePipelineDeps): CodePipelineService {
  const { clock, accountId, homeRegion } = deps;
  const regions = new Map<string, RegionState>();
  const listeners: (() => void)[] = [];
  const undelivered: BusEvent[] = [];
  let speed = checkedSpeed(deps.speed ?? 1);
  let armed: { at: number; cancel: () => void } | null = null;
  let delivering = false;

  /** A Region is kept from the first change on: whoever only asks leaves nothing behind. */
  function stateOf(region: string): RegionState {
    const seed = () => seedFrom(deps.random);
    const empty = () => ({
      accountId,
      region,
      seed: seed(),
      speed,
      sequence: 0,
      pipelines: new Map(),
      heads: new Map(),
    });
    return regions.get(region) ?? empty();
  }

  function take(region: string, command: Command): Outcome {
    const before = stateOf(region);
    const outcome = step(before, command, clock.now());
    const changed = outcome.state !== before;
    if (changed) regions.set(region, outcome.state);
    arm();
    undelivered.push(...outcome.events);
    deliver();
    if (changed) for (const listener of listeners) listener();
    return outcome;
  }

  /** A receiver may call the service again: what that makes happen is told after what happened before. */
  function deliver(): void {
    if (delivering) return;
    delivering = true;
    try {
      for (let event = undelivered.shift(); event; event = undelivered.shift()) deps.emit(event);
    } finally {
      delivering = false;
    }
  }

  function arm(): void {
    const deadlines = [...regions.values()].flatMap((state) => nextDeadline(state) ?? []);
    const at = deadlines.length > 0 ? Math.min(...deadlines) : null;
    if (at === (armed?.at ?? null)) return;
    armed?.cancel();
    armed = at === null ? null : { at, cancel: clock.at(at, pass) };
  }

  function pass(): void {
    armed = null;
    const now = clock.now();
    // Regions know nothing of each other; each lives through what is due by now.
    for (const [region, state] of [...regions])
      if ((nextDeadline(state) ?? Number.POSITIVE_INFINITY) <= now) take(region, { kind: 'tick' });
    arm();
  }

  return {
    handle(request, region) {
      const requestId = deps.newId();
      try {
        const { answer, error } = take(region, { kind: 'call', ...parseRequest(request, accountId) });
        if (error) throw error;
        return answerOf(answer, requestId);
      } catch (error) {
        const refusal = error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error));
        return refusalOf(refusal, requestId);
      }
    },
    commit(push) {
      const { answer, error } = take(push.region ?? homeRegion, { kind: 'push', push });
      if (error) throw error;
      return answer as { executionId: string; commitId: string };
    },
    yard: () => [...regions.values()].flatMap(yardOf),
    setSpeed(next) {
      speed = checkedSpeed(next);
      for (const region of [...regions.keys()]) take(region, { kind: 'speed', speed });
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}

function checkedSpeed(speed: number): number {
  if (!Number.isFinite(speed) || speed < 0)
    throw new ControlError(`A speed is 0 (pause) or a positive number, not ${speed}.`);
  return speed;
}
