import type { Clock } from './ports.ts';

/** How a move of the clock went. */
export interface Move {
  now: number;
  /** false when the real time for it ran out: the last deadlines were then met without waiting for each other */
  unhurried: boolean;
}

/** What somebody who plans ahead must know of a move under way. */
export interface Journey {
  /** where the clock is going, epoch ms */
  targetMs: number;
  /** real milliseconds left to get there */
  leftMs: number;
}

export interface MovableClock extends Clock {
  /** Moves the clock forward through every deadline on the way, in order; before each step everything in flight may end.
   * Answers within `moveLimitMs` and a few seconds of real time. Moves queue up. */
  advance(ms: number): Promise<Move>;
  /** Called before each step of a move (and with `null` after its last), so that a recurring deadline can be put off
   * to where it matters. */
  onStep(plan: (journey: Journey | null) => Promise<void>): void;
  /** Deadlines that have come and whose work has not begun. */
  overdue(): number;
  /** No deadline is met any more. */
  stop(): void;
  /** The offset to real time in ms, one signed 64 bit integer: function workers read it to tell the same time. */
  readonly offset: SharedArrayBuffer;
}

/** Real time one move may take; the control API promises an answer within 15 s. */
const MOVE_LIMIT_MS = 9_000;
/** One step waits this long at most: a function that hangs must not use up the whole move. */
const STEP_LIMIT_MS = 5_000;
/** When time is up, deadlines are met without waiting for what they set off; this long, lest a deadline that renews itself
 * holds the clock for ever. */
const HURRY_LIMIT_MS = 1_000;
/** Longer than this a timer of Node fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Deadline {
  at: number;
  work: () => void;
}

/**
 * The clock of the sandbox: `realNow` plus an offset that only grows.
 * @param deps.idle resolves when nothing is in flight, or after the given real milliseconds
 * @param deps.moveLimitMs real time that one move may take
 * @param deps.behindMs how far behind real time the clock starts, for a past to happen in
 */
export function createClock(deps: {
  realNow: () => number;
  idle: (limitMs: number) => Promise<boolean>;
  report: (error: unknown) => void;
  behindMs?: number;
  moveLimitMs?: number;
}): MovableClock {
  const { moveLimitMs = MOVE_LIMIT_MS } = deps;
  const offset = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const shared = new BigInt64Array(offset);
  shared[0] = BigInt(-(deps.behindMs ?? 0));
  const plans: ((journey: Journey | null) => Promise<void>)[] = [];
  let deadlines: Deadline[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let moves: Promise<unknown> = Promise.resolve();

  const now = () => deps.realNow() + Number(Atomics.load(shared, 0));
  const due = () => deadlines.filter((deadline) => deadline.at <= now());

  function arm(): void {
    clearTimeout(timer);
    const next = deadlines[0];
    if (stopped || !next) return;
    timer = setTimeout(meet, Math.min(Math.max(0, next.at - now()), LONGEST_TIMER_MS));
  }

  /** Meets what has come, earliest first. What that sets off has a turn of its own, even when its time has passed. */
  function meet(): void {
    for (const deadline of due()) {
      if (stopped || !deadlines.includes(deadline)) continue;
      deadlines = deadlines.filter((other) => other !== deadline);
      try {
        deadline.work();
      } catch (error) {
        deps.report(error);
      }
    }
    arm();
  }

  function at(atMs: number, work: () => void): () => void {
    const deadline = { at: atMs, work };
    const later = deadlines.findIndex((other) => other.at > atMs);
    deadlines.splice(later < 0 ? deadlines.length : later, 0, deadline);
    if (deadlines[0] === deadline) arm();
    return () => {
      deadlines = deadlines.filter((other) => other !== deadline);
    };
  }

  function jumpTo(atMs: number): void {
    const ahead = Math.ceil(atMs - now());
    if (ahead <= 0) return;
    Atomics.add(shared, 0, BigInt(ahead));
    // What lies beyond is nearer now than its timer knows.
    arm();
  }

  async function move(ms: number): Promise<Move> {
    const targetMs = now() + ms;
    const hurryAt = performance.now() + moveLimitMs;
    const leftMs = () => Math.max(0, hurryAt - performance.now());
    while (performance.now() < hurryAt + HURRY_LIMIT_MS) {
      await deps.idle(Math.min(STEP_LIMIT_MS, leftMs()));
      if (leftMs() > 0) for (const plan of plans) await plan({ targetMs, leftMs: leftMs() });
      const next = deadlines[0];
      if (stopped || !next || next.at > targetMs) break;
      jumpTo(next.at);
      meet();
    }
    jumpTo(targetMs);
    for (const plan of plans) await plan(null);
    await deps.idle(Math.min(STEP_LIMIT_MS, leftMs() + 500));
    return { now: now(), unhurried: leftMs() > 0 };
  }

  return {
    now,
    at,
    offset,
    overdue: () => due().length,
    onStep: (plan) => plans.push(plan),
    advance(ms) {
      const done = moves.then(() => move(ms));
      moves = done.catch(() => undefined);
      return done;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
