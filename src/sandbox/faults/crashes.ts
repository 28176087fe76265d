import { NO_ANSWER } from '../http/no-answer.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import { CALL_TAG } from './call-tag.ts';
import type { CrashFault } from './faults.ts';

/** One attempt to have an event handled. */
export interface Invocation {
  requestId: string;
  /** the name of its bundle */
  functionName: string;
  /** of this event, counted from 1 */
  delivery: number;
  /** Ends it at once, in the middle of whatever it does. */
  kill(reason: string): void;
}

/** Kills handlers in the middle of their work. */
export interface Crashes {
  /** From now on these. Invocations that run already are left alone. */
  plan(faults: readonly CrashFault[]): void;
  /** @returns to be called when the invocation has ended */
  began(invocation: Invocation): () => void;
  /** Lets the calls of functions through to a service, until their caller dies of one. */
  before(serve: (request: HttpRequest) => Promise<HttpResponse>): (request: HttpRequest) => Promise<HttpResponse>;
}

/** Calls that a dead invocation had sent before it died still arrive for a moment; older ones are long over. */
const DEAD_KEPT = 1_000;

/** @param onCrash called with each that is killed */
export function createCrashes(onCrash: () => void): Crashes {
  let faults: readonly CrashFault[] = [];
  const doomed = new Map<string, { invocation: Invocation; callsLeft: number; total: number }>();
  const dead = new Set<string>();

  function bury(requestId: string): void {
    dead.add(requestId);
    for (const oldest of dead) {
      if (dead.size <= DEAD_KEPT) break;
      dead.delete(oldest);
    }
  }

  return {
    plan(planned) {
      faults = planned;
    },
    began(invocation) {
      const { requestId, functionName, delivery } = invocation;
      const crash = faults.find((fault) => fault.function === functionName && delivery <= (fault.times ?? 1));
      if (!crash) return () => {};
      doomed.set(requestId, { invocation, callsLeft: crash.afterCall, total: crash.afterCall });
      return () => doomed.delete(requestId);
    },
    before: (serve) => async (request) => {
      const requestId = request.headers[CALL_TAG] ?? '';
      if (dead.has(requestId)) return NO_ANSWER;
      const found = doomed.get(requestId);
      if (!found || --found.callsLeft > 0) return serve(request);
      // What it sends from here on comes from somebody who is dead already.
      bury(requestId);
      await serve(request);
      if (doomed.delete(requestId)) {
        onCrash();
        found.invocation.kill(`crashed after its remote call ${found.total}, as POST /control/faults asks`);
      }
      return NO_ANSWER;
    },
  };
}
