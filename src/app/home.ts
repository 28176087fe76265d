import type { Freeze } from '../domain/freeze.ts';
import type { ApprovalProgress, Progress } from '../domain/progress.ts';
import type { Vote } from '../domain/votes.ts';
import type { PipelineLine } from './answer.ts';
import type { DrawnTerms } from './ports.ts';

/** What one person finds in their Home tab. Everything in it they may see, and every button would be taken from them. */
export interface Home {
  /** oldest first */
  readonly waiting: readonly WaitingForMe[];
  /** newest first */
  readonly running: readonly Progress[];
  /** pipelines with closed ways */
  readonly closed: readonly PipelineLine[];
  /** those that hold now, and are about something that the person may see */
  readonly freezes: readonly Freeze[];
  readonly red: readonly PipelineLine[];
  /** neither red nor waiting */
  readonly healthy: number;
  readonly pipelines: number;
  /** accounts and regions where nobody could look, `prod/eu-west-1` */
  readonly unread: readonly string[];
}

/** An approval that the person may decide, from here. */
export interface WaitingForMe {
  readonly progress: Progress;
  readonly approval: ApprovalProgress;
  readonly terms: DrawnTerms;
  /** what has been said to it so far */
  readonly votes: readonly Vote[];
}
