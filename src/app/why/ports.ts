import type { Gap } from '../../domain/failure-details.ts';
import type { AccountRegion, ExecutionRef, PipelineRef, RunKey, UserId } from '../../domain/ids.ts';
import type { PastRun } from '../../domain/streak.ts';

/** A run of an action that failed, or a stage that failed without one, with what CodePipeline tells of it. */
export interface FailedRun {
  readonly execution: ExecutionRef;
  /** where the action runs: it may be another region than the pipeline's */
  readonly place: AccountRegion;
  readonly stage: string;
  /** absent: no action failed */
  readonly action?: string;
  readonly run?: RunKey;
  readonly provider?: string;
  /** the provider's id of the work */
  readonly externalId?: string;
  readonly url?: string;
  readonly logStreamArn?: string;
  readonly error?: { readonly code?: string; readonly text?: string };
  /** with its variables resolved, so it may hold secrets: read from, never stored or shown */
  readonly configuration: Readonly<Record<string, string>>;
  /** ISO */
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/** A place in CloudWatch Logs. */
export interface LogPlace extends AccountRegion {
  readonly group: string;
  /** absent: any stream of the group, which many write to at once */
  readonly stream?: string;
  /** epoch ms; narrows a group */
  readonly since?: number;
  readonly until?: number;
}

/** What the provider of an action tells of its failure; nothing of it is masked yet. */
export interface Finding {
  /** one line */
  readonly text?: string;
  /** https */
  readonly url?: string;
  readonly log?: LogPlace;
  /** the end of a log that the provider itself hands out */
  readonly tail?: string;
  /** not everything could be asked */
  readonly gap?: Gap;
}

/** Asks the provider of an action.
 * @throws ServiceRefusal */
export type Explain = (run: FailedRun) => Promise<Finding>;

/** Finds who is asked about a run: by the provider of its action, or by the conditions of a stage that failed without one. */
export type Explainers = (run: FailedRun) => Explain;

/** A part of a log. */
export interface LogWindow {
  readonly text: string;
  /** of its first line, 1 for the first of the log; absent where the log begins before what was read */
  readonly firstLine?: number;
  /** epoch ms of each of its lines */
  readonly times: readonly number[];
}

export interface LogReader {
  /** The end of a log, as much as can be read in a few calls.
   * @returns undefined when there is no such log (yet)
   * @throws ServiceRefusal */
  end(place: LogPlace): Promise<LogWindow | undefined>;
  /** Where a log says that something failed, searched from its beginning within bounds.
   * @returns undefined when nothing was found
   * @throws ServiceRefusal */
  search(place: LogPlace): Promise<LogWindow | undefined>;
  /** The log in the console, at a time (epoch ms) where one is known. */
  link(place: LogPlace, atMs: number | undefined): string | undefined;
}

export interface RunReads {
  /** What failed in a stage of an execution, the newest run of each action. */
  failedIn(execution: ExecutionRef, stage: string, runs: readonly RunKey[]): Promise<FailedRun[]>;
  /** Runs of one stage in whichever execution, newest first, as far back as a few pages reach. */
  recent(pipeline: PipelineRef, stage: string): Promise<PastRun[]>;
}

/** What people chose for themselves. */
export interface Preferences {
  /** Of these, who does not want to be mentioned in failures. */
  withoutMentions(users: readonly UserId[]): Promise<ReadonlySet<UserId>>;
  setMentions(user: UserId, on: boolean): Promise<void>;
}

/** A service that was asked for details did not give them. */
export class ServiceRefusal extends Error {
  readonly gap: Gap;

  constructor(gap: Gap, options?: ErrorOptions) {
    super(`A service gave no details: ${gap.kind}`, options);
    this.name = `ServiceRefusal(${gap.kind})`;
    this.gap = gap;
  }
}
