import { Crash } from '../support/crash.ts';
import type { CallFates, Failing } from './fates.ts';

/** What a dead invocation waits for. */
const NEVER = new Promise<never>(() => undefined);

/** One invocation of a function: its remote calls meet their fates, and after its death none of them comes back. */
export class Invocation {
  readonly #fates: CallFates;
  readonly #struck: () => void;
  #calls = 0;
  #dead = false;

  /** @param struck called whenever a call does not simply get its answer */
  constructor(fates: CallFates, struck: () => void) {
    this.#fates = fates;
    this.#struck = struck;
  }

  get calls(): number {
    return this.#calls;
  }

  kill(): void {
    this.#dead = true;
  }

  /** @param pure methods that are no remote calls */
  wrap<T extends object>(port: T, failing: Failing, pure: readonly (keyof T)[] = []): T {
    const entries = Object.entries(port).map(([name, method]) => {
      if (typeof method !== 'function' || pure.some((one) => one === name)) return [name, method];
      return [name, (...args: unknown[]) => this.#call(name, failing, () => Reflect.apply(method, port, args))];
    });
    return Object.fromEntries(entries);
  }

  async #call(name: string, failing: Failing, effect: () => Promise<unknown>): Promise<unknown> {
    if (this.#dead) return NEVER;
    this.#calls += 1;
    const fate = this.#fates.next(name);
    if (fate.kind !== 'answered') this.#struck();
    switch (fate.kind) {
      case 'answered':
        return this.#answer(effect());
      case 'dies':
        if (fate.afterEffect) await effect();
        this.#dead = true;
        throw new Crash(`${fate.afterEffect ? 'after' : 'before'} call ${this.#calls}: ${name}`);
      case 'fails':
        if (fate.afterEffect) await effect();
        if (this.#dead) return NEVER;
        return this.#failure(name === 'find' || name === 'remove' ? 'throws' : failing, fate.afterEffect);
    }
  }

  async #answer(answer: Promise<unknown>): Promise<unknown> {
    const value = await answer;
    return this.#dead ? NEVER : value;
  }

  #failure(failing: Failing, afterEffect: boolean): unknown {
    if (failing === 'slack') return this.#fates.slackFailure(afterEffect);
    if (failing === 'write') return this.#fates.writeFailure(afterEffect);
    throw Object.assign(new Error('The remote side did not answer'), { name: 'TimeoutError' });
  }
}
