import { CALM_CALLS, CALM_FATES, type CallFates, type FunctionName, type Plan } from './fates.ts';
import type { Invoked } from './lambda.ts';

/** One moment at which a function may be killed. */
export interface CrashPoint {
  readonly name: FunctionName;
  /** of the story, counted from 1 */
  readonly invocation: number;
  /** of the invocation, counted from 1 */
  readonly call: number;
  readonly afterEffect: boolean;
}

/** Every moment between two calls of every invocation of a story that went well. */
export function crashPointsOf(invoked: readonly Invoked[]): CrashPoint[] {
  return invoked.flatMap(({ name, invocation: { calls } }, index) =>
    Array.from({ length: calls }, (_, call) =>
      [false, true].map((afterEffect) => ({ name, invocation: index + 1, call: call + 1, afterEffect })),
    ).flat(),
  );
}

/** One function is killed at one of its calls; everything else goes well. */
export function plannedCrash({ invocation, call, afterEffect }: CrashPoint): Plan {
  let begun = false;
  let invocations = 0;
  const dying = (): CallFates => {
    let calls = 0;
    return {
      ...CALM_CALLS,
      next(name) {
        calls += 1;
        return calls === call ? { kind: 'dies', afterEffect } : CALM_CALLS.next(name);
      },
    };
  };
  return {
    arrivals: CALM_FATES.arrivals,
    begin() {
      begun = true;
    },
    callsOf() {
      if (!begun) return CALM_CALLS;
      invocations += 1;
      return invocations === invocation ? dying() : CALM_CALLS;
    },
  };
}
