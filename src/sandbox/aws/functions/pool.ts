import { type Instance, type InstanceOptions, startInstance } from './instance.ts';
import type { Outcome } from './protocol.ts';

/** All execution environments of one function. */
export interface FunctionPool {
  /** @param event JSON text
   * @param delivery of this event, counted from 1 */
  invoke(event: string, delivery: number): Promise<Outcome>;
  /** Ends every running invocation in the middle. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** More at once than this wait for their turn. */
const CONCURRENCY = 4;

/** What a pool needs besides what its instances need. */
export interface PoolOptions extends InstanceOptions {
  timeoutMs: number;
  newId: () => string;
  /** Told of each invocation that begins. @returns called when it has ended */
  began?: (invocation: { requestId: string; delivery: number; kill: (reason: string) => void }) => () => void;
}

export function createPool(options: PoolOptions): FunctionPool {
  let instances: Instance[] = [];
  const idle: Instance[] = [];
  const queue: ((instance: Instance) => void)[] = [];
  let stopped = false;

  function take(): Promise<Instance> {
    const warm = idle.pop();
    if (warm) return Promise.resolve(warm);
    if (instances.length < CONCURRENCY) return Promise.resolve(startOne());
    return new Promise((resolve) => queue.push(resolve));
  }

  function startOne(): Instance {
    const instance = startInstance(options);
    instances.push(instance);
    return instance;
  }

  function giveBack(instance: Instance): void {
    if (!instance.alive()) instances = instances.filter((other) => other !== instance);
    const next = stopped ? undefined : queue.shift();
    if (next) next(instance.alive() ? instance : startOne());
    else if (instance.alive()) idle.push(instance);
  }

  async function endAll(errorMessage: string): Promise<void> {
    const ending = instances;
    idle.length = 0;
    await Promise.all(ending.map((instance) => instance.kill({ errorType: 'Sandbox.Killed', errorMessage })));
    instances = instances.filter((instance) => instance.alive());
  }

  return {
    async invoke(event, delivery) {
      const instance = await take();
      const requestId = options.newId();
      const kill = (errorMessage: string) => void instance.kill({ errorType: 'Sandbox.Killed', errorMessage });
      const ended = options.began?.({ requestId, delivery, kill });
      try {
        return await instance.invoke({ requestId, event, timeoutMs: options.timeoutMs });
      } finally {
        ended?.();
        giveBack(instance);
      }
    },
    kill: () => endAll('killed in the middle'),
    stop() {
      stopped = true;
      return endAll('the sandbox stops');
    },
  };
}
