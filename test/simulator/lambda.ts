import type { OperationDeps } from '../../src/app/perform-operation.ts';
import type { SweepDeps } from '../../src/app/sweep.ts';
import type { ExplainDeps } from '../../src/app/why/explain-failure.ts';
import type { OperationRequest } from '../../src/domain/operation.ts';
import type { VirtualWorld } from '../support/virtual-world.ts';
import type { Fates, FunctionName } from './fates.ts';
import { Invocation } from './invocation.ts';

/** Lambda kills an invocation after this, and delivers it again after one and after two minutes. */
export const TIMEOUT_MS = 30_000;
const RETRIES_AFTER_MS = [60_000, 120_000];

/** One invocation that has begun, for those who count its calls. */
export interface Invoked {
  readonly name: FunctionName;
  readonly invocation: Invocation;
}

/** Every port of every function. */
export type FunctionDeps = OperationDeps & SweepDeps & ExplainDeps;

export interface Wiring {
  readonly world: VirtualWorld;
  readonly fates: Fates;
  readonly note: (line: string) => void;
  /** called at every fault */
  readonly struck: () => void;
  readonly depsFor: (name: FunctionName, invocation: Invocation, request: OperationRequest | undefined) => FunctionDeps;
}

/** Functions as Lambda runs what comes from a bus: killed when they take too long, and delivered again when they die. What comes from
 * the schedule is not: the next minute brings its own. */
export function createLambda({ world, fates, note, struck, depsFor }: Wiring) {
  const dead: FunctionName[] = [];
  const invoked: Invoked[] = [];

  function invoke(
    name: FunctionName,
    atMs: number,
    work: (deps: FunctionDeps) => Promise<unknown>,
    request?: OperationRequest,
    tries = 0,
  ): void {
    world.schedule(atMs, async () => {
      const invocation = new Invocation(fates.callsOf(name), struck);
      invoked.push({ name, invocation });
      const outcome = await Promise.race([
        work(depsFor(name, invocation, request)).then(
          () => 'ended' as const,
          (error: unknown) => error,
        ),
        world.sleep(TIMEOUT_MS).then(() => 'timed out' as const),
      ]);
      invocation.kill();
      if (outcome === 'ended') return;
      note(`${name} died ${outcome instanceof Error ? outcome.message : String(outcome)}`);
      const retryAfter = RETRIES_AFTER_MS[tries];
      if (retryAfter === undefined) dead.push(name);
      else if (name !== 'schedule') invoke(name, world.now() + retryAfter, work, request, tries + 1);
    });
  }

  return { invoke, dead, invoked };
}
