import type { Keyed } from './current.ts';
import { hasEnded, type State } from './execution-event.ts';
import type { ApprovalProgress, StageProgress } from './progress.ts';
import type { Runs } from './runs.ts';
import { toAction } from './stage-progress.ts';

export function approvalRuns(runs: Runs, stages: readonly StageProgress[], pipeline: State): ApprovalProgress[] {
  const approvals: ApprovalProgress[] = [];
  for (const [stage, actions] of runs.actions) {
    const stageNow = stages.find(({ name }) => name === stage);
    for (const [name, attempts] of actions) {
      const ordered = named(attempts).toSorted((a, b) => (a.order < b.order ? -1 : 1));
      for (const [index, run] of ordered.entries()) {
        if (run.observation.category !== 'Approval') continue;
        const replaced = index < ordered.length - 1;
        const shown = stageNow?.actions.find((action) => action.name === name);
        const raw = toAction(stage, name, run.observation);
        const state = replaced || hasEnded(raw.state) ? raw.state : (shown?.state ?? raw.state);
        approvals.push({ ...raw, state: closedState(state, replaced, pipeline), replaced });
      }
    }
  }
  return approvals.toSorted((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
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
