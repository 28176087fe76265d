import {
  type BusEvent,
  type Clock,
  type CodePipelineService,
  type CodePipelineWorld,
  ControlError,
  type HttpRequest,
  type HttpResponse,
} from '../ports.ts';
import { emptyState } from './empty-state.ts';
import type { Answer } from './machine/deliveries.ts';
import type { Invocation } from './machine/draft.ts';
import { seedFrom } from './machine/seed.ts';
import { ServiceError } from './service-error.ts';
import type { RegionState } from './state.ts';
import { type Command, nextDeadline, type Outcome, step } from './step.ts';
import { isForWebhook, noSuchWebhook, readDelivery, webhookResponse } from './webhooks/http.ts';
import { answerOf, parseRequest, refusalOf } from './wire.ts';
import { worksOf } from './works.ts';
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
  let world: CodePipelineWorld | null = null;
  let armed: { at: number; cancel: () => void } | null = null;
  let delivering = false;

  /** A Region is kept from the first change on: whoever only asks leaves nothing behind. */
  function stateOf(region: string): RegionState {
    const known = regions.get(region);
    if (known) return known;
    const empty = emptyState({ accountId, region, seed: seedFrom(deps.random), speed });
    return world ? { ...empty, invokes: true, origin: world.origin } : empty;
  }

  function take(region: string, command: Command): Outcome {
    const before = stateOf(region);
    const outcome = step(before, command, clock.now());
    const changed = outcome.state !== before;
    if (changed) regions.set(region, outcome.state);
    arm();
    undelivered.push(...outcome.events);
    deliver();
    for (const invocation of outcome.invocations) invoke(region, invocation);
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

  function invoke(region: string, { functionName, event, jobId }: Invocation): void {
    const answer = world?.invoke(functionName, event, region) ?? 'simulated';
    if (answer !== 'invoked') take(region, { kind: 'notCalled', jobId, why: answer });
  }

  function callWebhook(request: HttpRequest): HttpResponse {
    const delivery = readDelivery(request);
    if (!delivery) return noSuchWebhook;
    const { answer, error } = take(delivery.region, { kind: 'delivery', delivery });
    if (error) throw error;
    return webhookResponse(answer as Answer);
  }

  function command(region: string | undefined, wanted: Command): unknown {
    const { answer, error } = take(region ?? homeRegion, wanted);
    if (error) throw error;
    return answer;
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
        if (isForWebhook(request)) return callWebhook(request);
        const { answer, error } = take(region, { kind: 'call', ...parseRequest(request, accountId) });
        if (error) throw error;
        return answerOf(answer, requestId);
      } catch (error) {
        const refusal = error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error));
        return refusalOf(refusal, requestId);
      }
    },
    commit(push) {
      return command(push.region, { kind: 'push', push }) as { executionId: string; commitId: string };
    },
    yard: () => [...regions.values()].flatMap(yardOf),
    setSpeed(next) {
      speed = checkedSpeed(next);
      for (const region of [...regions.keys()]) take(region, { kind: 'speed', speed });
    },
    connect(given) {
      world = given;
      for (const region of [...regions.keys()]) take(region, { kind: 'connect', origin: given.origin });
    },
    setAlarm({ name, state, region }) {
      command(region, { kind: 'alarm', name, state });
    },
    fail(failure) {
      command(failure.region, { kind: 'fail', failure });
    },
    setClientToken(partner) {
      return command(partner.region, { kind: 'clientToken', partner }) as { clientId: string };
    },
    works: (region) => worksOf(stateOf(region)),
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
