import type { WriteResult } from '../../src/app/codepipeline-ports.ts';
import type { SendResult } from '../../src/app/ports.ts';
import type { BusEvent } from '../../src/sandbox/ports.ts';
import type { VirtualWorld } from '../support/virtual-world.ts';

/** The functions that the simulator invokes. */
export type FunctionName = 'pipeline-events' | 'operations' | 'schedule' | 'details';

/** What becomes of one remote call. */
export type CallFate =
  | { readonly kind: 'answered' }
  /** the invocation is killed: before the call leaves, or after its effect but before its answer */
  | { readonly kind: 'dies'; readonly afterEffect: boolean }
  | { readonly kind: 'fails'; readonly afterEffect: boolean };

/** How the remote side of a port says that it failed: Slack and CodePipeline's writes in words of their own, the rest by throwing. */
export type Failing = 'throws' | 'slack' | 'write';

/** What goes wrong in one invocation. */
export interface CallFates {
  /** asked once before each call, in their order */
  next(call: string): CallFate;
  slackFailure(afterEffect: boolean): SendResult;
  writeFailure(afterEffect: boolean): WriteResult;
}

/** What goes wrong in a run: decided by chance, or by a plan. */
export interface Fates {
  /** @returns when each copy of an event arrives; none when it gets lost */
  arrivals(event: BusEvent, clock: Pick<VirtualWorld, 'now' | 'schedule'>): readonly Arrival[];
  callsOf(name: FunctionName): CallFates;
}

/** Fates that strike only once a story begins: until then all goes well. */
export interface Plan extends Fates {
  begin(): void;
}

/** After so many ms, or as soon as something else has happened. */
export type Arrival = number | ((arrive: () => void) => void);

/** Fast enough for an event; the same for all, so that they come in the order in which they happened. */
export const USUAL_DELAY_MS = 400;

const answered: CallFate = { kind: 'answered' };

/** Nothing fails in this invocation. */
export const CALM_CALLS: CallFates = {
  next: () => answered,
  slackFailure: () => ({ kind: 'unknown' }),
  writeFailure: () => ({ kind: 'unknown' }),
};

export const CALM_FATES: Fates = { arrivals: () => [USUAL_DELAY_MS], callsOf: () => CALM_CALLS };
