import { hasEnded, type State } from './execution-event.ts';
import type { RunKey } from './ids.ts';
import type { Priority } from './pace.ts';
import type { Progress } from './progress.ts';

/** What somebody who watches a pipeline is told of an execution, each once. */
export type Watched =
  | { readonly what: 'waiting'; readonly key: string; readonly run: RunKey }
  | { readonly what: 'failed'; readonly key: string; readonly stage: string; readonly begun: string }
  | { readonly what: 'ended'; readonly key: string; readonly state: State };

interface WatchedMoment {
  readonly moment: Watched;
  /** it is so now, so that it is worth telling */
  readonly news: boolean;
  readonly priority: Priority;
}

/** It waits for somebody, it failed, it is over: nothing else is worth a direct message. */
export function watchedMoments(progress: Progress): WatchedMoment[] {
  const waiting = progress.approvals.flatMap(({ stage, name, runKey: run, state, replaced }): WatchedMoment[] =>
    run === undefined
      ? []
      : [
          {
            moment: { what: 'waiting', key: `${stage}/${name}:${run}`, run },
            news: state === 'waiting' && !replaced,
            priority: 0,
          },
        ],
  );
  const failed = progress.failures.map(
    ({ stage, begun, current }): WatchedMoment => ({
      moment: { what: 'failed', key: `${stage}#${begun}`, stage, begun },
      news: current,
      priority: 1,
    }),
  );
  return [...waiting, ...failed, ...ended(progress)];
}

/** A failure has said it already, and nobody waits for the end of what a newer execution replaced. */
function ended({ state, attempt, failures, endedAt }: Progress): WatchedMoment[] {
  const isTold = state === 'failed' && failures.some(({ current }) => current);
  if (endedAt === undefined || !hasEnded(state) || isTold || state === 'superseded') return [];
  return [{ moment: { what: 'ended', key: `${attempt}`, state }, news: true, priority: 2 }];
}
