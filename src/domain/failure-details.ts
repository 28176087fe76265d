import type { UserId } from './ids.ts';

/** Why one action failed, in a line; masked and at most 300 characters. */
export interface Cause {
  readonly text: string;
  /** https; where its provider tells more */
  readonly url?: string;
}

/** The lines of a log around the cause; masked. */
export interface LogLines {
  readonly lines: readonly string[];
  /** of the first of them, 1 for the first of the log; absent where the log was not read from its beginning */
  readonly line?: number;
  /** https; the log at that place */
  readonly url?: string;
}

/** What kept us from knowing more. */
export type Gap =
  /** `logs:GetLogEvents` */
  | { readonly kind: 'forbidden'; readonly permission: string }
  | { readonly kind: 'throttled' | 'silent' | 'failed'; readonly service: string }
  | { readonly kind: 'no_log' | 'empty_log' };

/** Somebody whose change is new since the last good execution. */
export interface Concerned {
  readonly name: string;
  /** absent: nobody knows who that is in Slack, or they asked not to be mentioned */
  readonly user?: UserId;
}

/** How often and since when a stage has been red, and whose changes came since it was green. */
export interface Background {
  readonly people: readonly Concerned[];
  /** so many more */
  readonly more?: number;
  /** executions in a row that failed here, this one included */
  readonly nth?: number;
  /** ISO; when the first of them failed */
  readonly redSince?: string;
  /** ISO */
  readonly lastGreenAt?: string;
  /** actions that lately failed and then passed on retry, several times */
  readonly flaky?: readonly string[];
}

/** A stage that is green again. */
export interface Recovery {
  readonly stage: string;
  /** ISO; when it became red */
  readonly since: string;
  /** ISO */
  readonly at: string;
  /** nothing new came in between: it passed when it was tried again */
  readonly sameChange: boolean;
  /** who tried again */
  readonly retriedBy?: string;
}

/** Names details of a stage that failed without an action, where those of an action are named by its run. */
export function detailsKey(stage: string, begun: string): string {
  return `${stage}#${begun}`;
}
