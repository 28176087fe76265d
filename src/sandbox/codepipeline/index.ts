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

interface Place {
  accountId: string;
  region: string;
}

/** The simulated CodePipeline. All that happens is decided by the pure `step`; this object only holds the states (one for each region
 * of each account), arms one timer for the next deadline and hands on the events. */
export function createCodePipeline(deps: CodePipelineDeps): CodePipelineService {
  const { clock, accountId, homeRegion } = deps;
  const states = new Map<string, RegionState>();
  const listeners: (() => void)[] = [];
  const undelivered: BusEvent[] = [];
  let speed = checkedSpeed(deps.speed ?? 1);
  let world: CodePipelineWorld | null = null;
  let armed: { at: number; cancel: () => void } | null = null;
  let delivering = false;

  const placeOf = ({ account, region }: { account?: string; region?: string }): Place => ({
    accountId: account ?? accountId,
    region: region ?? homeRegion,
  });
  const keyOf = (place: Place) => `${place.accountId} ${place.region}`;

  /** A Region is kept from the first change on: whoever only asks leaves nothing behind. */
  function stateOf(place: Place): RegionState {
    const known = states.get(keyOf(place));
    if (known) return known;
    const empty = emptyState({ ...place, seed: seedFrom(deps.random), speed });
    return world ? { ...empty, invokes: true, origin: world.origin } : empty;
  }

  function take({ accountId, region }: Place, command: Command): Outcome {
    const place = { accountId, region };
    const before = stateOf(place);
    const outcome = step(before, command, clock.now());
    const changed = outcome.state !== before;
    if (changed) states.set(keyOf(place), outcome.state);
    arm();
    undelivered.push(...outcome.events);
    deliver();
    for (const invocation of outcome.invocations) invoke(place, invocation);
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

  /** The functions that can be called are those of the home account. */
  function invoke(place: Place, { functionName, event, jobId }: Invocation): void {
    const called = place.accountId === accountId ? world?.invoke(functionName, event, place.region) : undefined;
    const answer = called ?? 'simulated';
    if (answer !== 'invoked') take(place, { kind: 'notCalled', jobId, why: answer });
  }

  function callWebhook(request: HttpRequest): HttpResponse {
    const delivery = readDelivery(request);
    if (!delivery) return noSuchWebhook;
    const { answer, error } = take(webhookPlace(delivery), { kind: 'delivery', delivery });
    if (error) throw error;
    return webhookResponse(answer as Answer);
  }

  /** Its URL names only the region. */
  function webhookPlace({ region, key }: { region: string; key: string }): Place {
    const has = ({ webhooks }: RegionState) => [...webhooks.values()].some((webhook) => webhook.key === key);
    return [...states.values()].find((state) => state.region === region && has(state)) ?? { accountId, region };
  }

  function command(where: { account?: string; region?: string }, wanted: Command): unknown {
    const { answer, error } = take(placeOf(where), wanted);
    if (error) throw error;
    return answer;
  }

  function arm(): void {
    const deadlines = [...states.values()].flatMap((state) => nextDeadline(state) ?? []);
    const at = deadlines.length > 0 ? Math.min(...deadlines) : null;
    if (at === (armed?.at ?? null)) return;
    armed?.cancel();
    armed = at === null ? null : { at, cancel: clock.at(at, pass) };
  }

  function pass(): void {
    armed = null;
    const now = clock.now();
    // Regions know nothing of each other; each lives through what is due by now.
    for (const state of [...states.values()])
      if ((nextDeadline(state) ?? Number.POSITIVE_INFINITY) <= now) take(state, { kind: 'tick' });
    arm();
  }

  return {
    handle(request, region, caller) {
      const requestId = deps.newId();
      try {
        if (isForWebhook(request)) return callWebhook(request);
        const place = { accountId: caller?.account ?? accountId, region };
        const { answer, error } = take(place, { kind: 'call', ...parseRequest(request, accountId, caller?.arn) });
        if (error) throw error;
        return answerOf(answer, requestId);
      } catch (error) {
        const refusal = error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error));
        return refusalOf(refusal, requestId);
      }
    },
    commit(push) {
      return command(push, { kind: 'push', push }) as { executionId: string; commitId: string };
    },
    yard: () => [...states.values()].flatMap(yardOf),
    setSpeed(next) {
      speed = checkedSpeed(next);
      for (const state of [...states.values()]) take(state, { kind: 'speed', speed });
    },
    connect(given) {
      world = given;
      for (const state of [...states.values()]) take(state, { kind: 'connect', origin: given.origin });
    },
    setAlarm({ name, state, ...place }) {
      command(place, { kind: 'alarm', name, state });
    },
    fail(failure) {
      command(failure, { kind: 'fail', failure });
    },
    setClientToken(partner) {
      return command(partner, { kind: 'clientToken', partner }) as { clientId: string };
    },
    works: (region, account = accountId) => worksOf(stateOf({ accountId: account, region })),
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
