import { hasEnded } from './execution-event.ts';
import type { ActionProgress, FailureProgress, StageProgress } from './progress.ts';
import type { Runs } from './runs.ts';
import { toAction } from './stage-progress.ts';

export function failuresOf(stage: StageProgress, runs: Runs): FailureProgress[] {
  const attempts = (runs.stages.get(stage.name) ?? []).toSorted((a, b) => (a.order < b.order ? -1 : 1));
  const starts = attempts.length === 0 ? [''] : attempts.map(({ order }) => order);
  const actionRuns = [...(runs.actions.get(stage.name) ?? [])].flatMap(([name, list]) =>
    list.map(({ observation }) => toAction(stage.name, name, observation)),
  );
  return starts.flatMap((start, index): FailureProgress[] => {
    const next = starts[index + 1];
    const ofAttempt = actionRuns.filter(({ startedAt, endedAt }) => {
      const time = startedAt ?? endedAt ?? '';
      return (index === 0 || time >= start) && (next === undefined || time < next);
    });
    const newest = next === undefined;
    const observed = attempts[index]?.observation;
    const failed = ofAttempt.filter(({ state }) => state === 'failed').toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const stageFailed = observed?.state === 'failed' || (newest && stage.state === 'failed');
    if (failed.length === 0 && !stageFailed) return [];
    if (failed.length > 0 && failed.every(({ category }) => category === 'Approval')) return [];
    // Retried, though no event told that another attempt of the stage began.
    const rerun = failed.length > 0 && failed.every((run) => actionRuns.some((other) => isLaterRun(other, run)));
    const failedAt = failed.map(({ endedAt }) => endedAt ?? '').toSorted()[0] ?? observed?.at ?? '';
    return [
      {
        stage: stage.name,
        attempt: index + 1,
        begun: start,
        current:
          newest && !rerun && (stage.state === 'failed' || stage.state === 'running' || stage.state === 'stopping'),
        ended: hasEnded(stage.state) || !newest,
        stageState: stage.state,
        failedAt,
        ...(start === '' ? {} : { startedAt: start }),
        actions: failed,
      },
    ];
  });
}

function isLaterRun(other: ActionProgress, run: ActionProgress): boolean {
  return other.name === run.name && (other.startedAt ?? '') > (run.startedAt ?? '');
}
