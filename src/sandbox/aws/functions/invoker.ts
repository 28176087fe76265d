import type { Activity } from '../../activity.ts';
import type { Clock } from '../../ports.ts';
import type { DeadLetters } from '../dead-letters.ts';
import type { DeployedFunction } from '../stack.ts';
import type { FunctionPool } from './pool.ts';
import type { Outcome } from './protocol.ts';

/** Lambda's two ways of calling a function. */
export interface Invoker {
  /** Waits for the answer, and tries once: what a function URL does. */
  request(name: string, event: unknown): Promise<Outcome>;
  /** Takes the event and returns; tries again after a failure, and gives up to the dead-letter queue. */
  send(arn: string, event: unknown): void;
  kill(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Between attempts of an asynchronous invocation, in ms. @see Lambda developer guide, asynchronous invocation */
const PAUSES_MS = [60_000, 120_000];

export function createInvoker(deps: {
  clock: Clock;
  activity: Activity;
  deadLetters: DeadLetters;
  functions: { definition: DeployedFunction; pool: FunctionPool }[];
}): Invoker {
  const { clock, activity, deadLetters, functions } = deps;

  function find(matches: (definition: DeployedFunction) => boolean, wanted: string) {
    const found = functions.find(({ definition }) => matches(definition));
    if (!found) throw new Error(`No function ${wanted} in the packaged template`);
    return found;
  }

  async function attempt(arn: string, event: string, attempts: number, sentAt: number): Promise<void> {
    const { definition, pool } = find((candidate) => candidate.arn === arn, arn);
    const outcome = await pool.invoke(event, attempts + 1);
    if (outcome.ok) return;
    const pause = PAUSES_MS[Math.min(attempts, PAUSES_MS.length - 1)] ?? 0;
    const tooOld = clock.now() + pause - sentAt > definition.maximumEventAgeMs;
    if (attempts < definition.retries && !tooOld) {
      clock.at(clock.now() + pause, () => run(arn, event, attempts + 1, sentAt));
      return;
    }
    deadLetters.add({
      queueArn: definition.deadLetterArn,
      from: definition.name,
      reason: tooOld ? 'EventAgeExceeded' : 'RetriesExhausted',
      error: outcome.error,
      body: event,
    });
  }

  function run(arn: string, event: string, attempts: number, sentAt: number): void {
    void activity.during(() => attempt(arn, event, attempts, sentAt));
  }

  return {
    request: (name, event) =>
      activity.during(() => find((candidate) => candidate.name === name, name).pool.invoke(JSON.stringify(event), 1)),
    send(arn, event) {
      find((candidate) => candidate.arn === arn, arn);
      run(arn, JSON.stringify(event), 0, clock.now());
    },
    kill: (name) => find((candidate) => candidate.name === name, name).pool.kill(),
    async stop() {
      await Promise.all(functions.map(({ pool }) => pool.stop()));
    },
  };
}
