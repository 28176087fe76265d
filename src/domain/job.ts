import type { AccountRegion, ExecutionRef, RunKey } from './ids.ts';

/** How work comes from CodePipeline: a function that it calls, the jobs of a custom action type, those of a partner's. */
export type Door = 'invoke' | 'custom' | 'partner';

/** A job where it can be answered. */
export interface JobRef extends AccountRegion {
  readonly door: Door;
  readonly id: string;
  /** of a partner's job: whose it is */
  readonly clientId?: string;
}

/** The action that a job is the work of. */
export interface JobAction extends ExecutionRef {
  readonly stage: string;
  readonly action: string;
  readonly run: RunKey;
}

/** A job that is kept alive while its work waits for something. */
export interface LiveJob extends JobRef {
  /** epoch ms; then it is continued, so that CodePipeline makes the next one */
  readonly continueAt: number;
  /** what the next one is told */
  readonly token: string;
}

/** A function that says nothing for 20 minutes has failed; a sweep may be late by two. */
export const KEPT_ALIVE_MS = 15 * 60_000;
/** An action has a day in all. */
export const DAY_MS = 24 * 3600_000;
/** So much of it is left for telling CodePipeline that nobody answered. */
export const SPARE_OF_DAY_MS = 10 * 60_000;
