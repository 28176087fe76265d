import type { WriteResult } from '../../src/app/codepipeline-ports.ts';
import type { SendResult } from '../../src/app/ports.ts';
import { Crash } from '../support/crash.ts';
import type { Random } from './random.ts';

/** How hostile the world is; 0 is calm. */
export interface Weather {
  /** a remote call fails, before or after its effect */
  readonly failingCalls: number;
  /** an invocation dies at one of its calls */
  readonly crashes: number;
  readonly lostEvents: number;
  readonly doubledEvents: number;
  readonly lateEvents: number;
}

export const CALM: Weather = { failingCalls: 0, crashes: 0, lostEvents: 0, doubledEvents: 0, lateEvents: 0 };

/** What the remote side of a port answers when it fails. */
export type Failing = 'throws' | 'slack' | 'write';

/** One invocation, with what goes wrong in it decided by chance. After its death none of its calls comes back. */
export class Invocation {
  readonly #random: Random;
  readonly #weather: () => Weather;
  readonly #crashAt: number;
  #calls = 0;
  #dead = false;

  constructor(random: Random, weather: () => Weather) {
    this.#random = random;
    this.#weather = weather;
    this.#crashAt = random.chance(weather().crashes) ? random.between(1, 20) : Number.POSITIVE_INFINITY;
  }

  kill(): void {
    this.#dead = true;
  }

  /** @param pure methods that are no remote calls */
  wrap<T extends object>(port: T, failing: Failing, pure: readonly (keyof T)[] = []): T {
    return new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function' || pure.some((one) => one === name)) return method;
        return (...args: unknown[]) => this.#call(String(name), failing, () => Reflect.apply(method, target, args));
      },
    });
  }

  async #call(name: string, failing: Failing, effect: () => Promise<unknown>): Promise<unknown> {
    if (this.#dead) return new Promise(() => undefined);
    this.#calls += 1;
    if (this.#calls === this.#crashAt) return this.#die(name, effect);
    if (!this.#random.chance(this.#weather().failingCalls)) return this.#answer(effect());
    const happened = this.#random.chance(0.5);
    if (happened) await effect();
    if (this.#dead) return new Promise(() => undefined);
    return this.#failure(name === 'find' || name === 'remove' ? 'throws' : failing, happened);
  }

  async #answer(answer: Promise<unknown>): Promise<unknown> {
    const value = await answer;
    return this.#dead ? new Promise(() => undefined) : value;
  }

  async #die(name: string, effect: () => Promise<unknown>): Promise<never> {
    if (this.#random.chance(0.5)) await effect();
    this.#dead = true;
    throw new Crash(name);
  }

  #failure(failing: Failing, happened: boolean): unknown {
    if (failing === 'slack') return this.#slackFailure(happened);
    if (failing === 'write') return this.#writeFailure(happened);
    throw Object.assign(new Error('The remote side did not answer'), { name: 'TimeoutError' });
  }

  #slackFailure(happened: boolean): SendResult {
    if (!happened && this.#random.chance(0.5))
      return { kind: 'not_now', retryAfterMs: this.#random.between(1, 30) * 1000 };
    return { kind: 'unknown' };
  }

  #writeFailure(happened: boolean): WriteResult {
    if (!happened && this.#random.chance(0.5))
      return { kind: 'failed', code: 'ThrottlingException', advice: 'try_again' };
    return { kind: 'unknown' };
  }
}
