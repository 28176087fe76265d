import { type Calls, NO_UNITS, type Units } from './calls.ts';
import type { VirtualTime } from './virtual-time.ts';

/** As serverless.yml has them; the times of the retries are Lambda's own. */
const TIMEOUT_MS = 30_000;
const FUNCTIONS = {
  'pipeline-events': { retriesAfterMs: [60_000, 120_000], oldestMs: 900_000 },
  schedule: { retriesAfterMs: [], oldestMs: 60_000 },
} as const;
export type FunctionName = keyof typeof FUNCTIONS;
/** An account's own limit for all its functions, as long as nobody reserves or raises any. */
const CONCURRENCY = 1_000;
export const COLD_START_MS = 300;
/** So that what Lambda charges for is known: GB-seconds at 512 MB. */
export const GIGABYTES = 0.5;

/** What was counted of all functions. */
export interface LambdaTally {
  readonly invocations: number;
  readonly containers: number;
  readonly busyMs: number;
}

/** One run of a function. After its time is over none of its calls comes back. */
export interface Invocation {
  timeLeft(): number;
  sleep(ms: number): Promise<void>;
  /** One remote call: half of its time on the way there, half on the way back.
   * @param units reads what DynamoDB charged, of an answer or of a refusal */
  call<T>(operation: string, ms: number, effect: () => T | Promise<T>, units?: (answer: unknown) => Units): Promise<T>;
}

/** A place where a function runs, one invocation at a time; it keeps what the function keeps between invocations. */
export interface Container<H> {
  readonly handler: H;
  current: Invocation;
}

export interface LambdaDeps<H> {
  readonly time: VirtualTime;
  readonly calls: Calls;
  /** A cold start. @param current the invocation that runs in the container now */
  readonly start: (functionName: FunctionName, current: () => Invocation) => H;
}

/** Lambda's asynchronous invocations in virtual time: containers, concurrency, time-outs and retries. */
export function createLambda<H>({ time, calls, start }: LambdaDeps<H>) {
  const idle = new Map<FunctionName, Container<H>[]>();
  const queue: (() => void)[] = [];
  const dead: string[] = [];
  const tally = {
    invocations: 0,
    retries: 0,
    timeOuts: 0,
    expired: 0,
    busyMs: 0,
    containers: 0,
    mostAtOnce: 0,
    running: 0,
  };
  const never = new Promise<never>(() => undefined);

  function invocationOf(functionName: FunctionName): Invocation & { kill(): void } {
    const began = time.now();
    let isDead = false;
    const asLongAsAlive = async (ms: number) => {
      await time.sleep(ms);
      if (isDead) await never;
    };
    return {
      timeLeft: () => began + TIMEOUT_MS - time.now(),
      sleep: asLongAsAlive,
      async call(operation, ms, effect, units = () => NO_UNITS) {
        await asLongAsAlive(ms / 2);
        try {
          const answer = await time.during(Promise.resolve(effect()));
          calls.count(functionName, operation, units(answer));
          return answer;
        } catch (error) {
          calls.count(functionName, operation, units(error));
          throw error;
        } finally {
          await asLongAsAlive(ms / 2);
        }
      },
      kill() {
        isDead = true;
      },
    };
  }

  async function run(functionName: FunctionName, work: (handler: H, invocation: Invocation) => Promise<unknown>) {
    tally.invocations += 1;
    tally.running += 1;
    tally.mostAtOnce = Math.max(tally.mostAtOnce, tally.running);
    const pool = idle.get(functionName) ?? [];
    idle.set(functionName, pool);
    const warm = pool.pop();
    if (!warm) await time.sleep(COLD_START_MS);
    const invocation = invocationOf(functionName);
    const container = warm ?? coldContainer(functionName, invocation);
    container.current = invocation;
    const began = time.now();
    const failure = await outcomeOf(work(container.handler, invocation));
    invocation.kill();
    if (failure === TIMED_OUT) tally.timeOuts += 1;
    else pool.push(container);
    tally.busyMs += time.now() - began;
    tally.running -= 1;
    queue.shift()?.();
    return failure;
  }

  function coldContainer(functionName: FunctionName, invocation: Invocation): Container<H> {
    tally.containers += 1;
    const container: { current: Invocation } = { current: invocation };
    return Object.assign(container, { handler: start(functionName, () => container.current) });
  }

  /** @returns why it failed */
  function outcomeOf(story: Promise<unknown>): Promise<string | undefined> {
    return new Promise((resolve) => {
      const cancel = time.at(time.now() + TIMEOUT_MS, () => resolve(TIMED_OUT));
      const failed = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
      story
        .then(() => undefined, failed)
        .then((failure) => {
          cancel();
          resolve(failure);
        });
    });
  }

  /** @param since when the event came (epoch ms): one that is too old when its turn comes goes to the dead-letter queue */
  function invoke(
    functionName: FunctionName,
    work: (handler: H, invocation: Invocation) => Promise<unknown>,
    tries = 0,
    since = time.now(),
  ): void {
    const { retriesAfterMs, oldestMs } = FUNCTIONS[functionName];
    if (time.now() - since > oldestMs) {
      tally.expired += 1;
      queue.shift()?.();
      return;
    }
    if (tally.running >= CONCURRENCY) {
      queue.push(() => invoke(functionName, work, tries, since));
      return;
    }
    void run(functionName, work).then((failure) => {
      if (failure === undefined) return;
      const retryAfterMs = retriesAfterMs[tries];
      if (retryAfterMs === undefined) dead.push(`${functionName}: ${failure}`);
      else {
        tally.retries += 1;
        time.at(time.now() + retryAfterMs, () => invoke(functionName, work, tries + 1, since));
      }
    });
  }

  return {
    invoke,
    tally,
    /** what was given up, and why */
    dead,
    isIdle: () => tally.running === 0 && queue.length === 0,
    gigabyteSeconds: () => (tally.busyMs / 1_000) * GIGABYTES,
  };
}

const TIMED_OUT = 'timed out';
