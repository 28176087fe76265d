import type { Keyed } from './current.ts';
import { hasEnded, type Observation, type State } from './execution-event.ts';
import type { ApprovalProgress, RunProgress, StageProgress } from './progress.ts';
import type { Runs } from './runs.ts';
import { toAction } from './stage-progress.ts';

export function approvalRuns(runs: Runs, stages: readonly StageProgress[], pipeline: State): ApprovalProgress[] {
  return actionRuns(runs, stages, pipeline, ({ category }) => category === 'Approval');
}

/** Every run of the actions that are wanted, oldest first, each as it stands now. */
export function actionRuns(
  runs: Runs,
  stages: readonly StageProgress[],
  pipeline: State,
  wanted: (observation: Observation) => boolean,
): RunProgress[] {
  const found: RunProgress[] = [];
  for (const [stage, actions] of runs.actions) {
    const stageNow = stages.find(({ name }) => name === stage);
    for (const [name, attempts] of actions) {
      const ordered = named(attempts).toSorted((a, b) => (a.order < b.order ? -1 : 1));
      for (const [index, run] of ordered.entries()) {
        if (!wanted(run.observation)) continue;
        const replaced = index < ordered.length - 1;
        const shown = stageNow?.actions.find((action) => action.name === name);
        const raw = toAction(stage, name, run.observation);
        const state = replaced || hasEnded(raw.state) ? raw.state : (shown?.state ?? raw.state);
        found.push({ ...raw, state: closedState(state, replaced, pipeline), replaced });
      }
    }
  }
  return found.toSorted((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
}

/** A run whose event did not name it is the same as the one that was read afterwards. */
function named(attempts: readonly Keyed[]): readonly Keyed[] {
  const withKey = attempts.filter(({ observation }) => observation.runKey !== undefined);
  return withKey.length === 0 ? attempts : withKey;
}

function closedState(state: State, replaced: boolean, pipeline: State): State {
  if (hasEnded(state)) return state;
  return replaced || hasEnded(pipeline) ? 'abandoned' : state;
}
