/** Kills an invocation at its n-th remote call: before the call leaves, or after its effect but before its answer arrives.
 * After that nothing of the invocation goes on, as when a Lambda sandbox dies. */
export interface CrashPlan {
  /** counted from 1; Infinity never crashes */
  readonly atCall: number;
  readonly when: 'before' | 'after';
}

export class Crash extends Error {}

export interface Crashing {
  /** Counts and kills the calls of these ports. Methods named in `pure` are no remote calls. */
  wrap<T extends object>(port: T, pure?: readonly (keyof T)[]): T;
  readonly calls: () => number;
  /** rejects at the crash: the story itself may have caught it, and then waits for ever */
  readonly died: Promise<never>;
}

export function createCrash(plan: CrashPlan): Crashing {
  let calls = 0;
  let dead = false;
  const never = new Promise<never>(() => undefined);
  let tellDeath: (crash: Crash) => void = () => undefined;
  const died = new Promise<never>((_resolve, reject) => {
    tellDeath = reject;
  });
  died.catch(() => undefined);
  const die = (moment: string): never => {
    dead = true;
    const crash = new Crash(moment);
    tellDeath(crash);
    throw crash;
  };
  return {
    calls: () => calls,
    died,
    wrap: (port, pure = []) =>
      new Proxy(port, {
        get(target, name) {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function' || pure.some((one) => one === name)) return method;
          return async (...args: unknown[]) => {
            if (dead) return never;
            const crashes = ++calls === plan.atCall;
            if (crashes && plan.when === 'before') die(`before call ${calls}: ${String(name)}`);
            const answer: unknown = await Reflect.apply(method, target, args);
            if (dead) return never;
            if (crashes) die(`after call ${calls}: ${String(name)}`);
            return answer;
          };
        },
      }),
  };
}
