import type { AlarmState } from '../state.ts';
import { type Draft, editExecution, editPipeline } from './draft.ts';
import { advance } from './flow.ts';
import { lookAgain } from './rule-runs.ts';

/** Sets a CloudWatch alarm; rules that watch it see it at once. */
export function setAlarm(draft: Draft, name: string, state: AlarmState): void {
  draft.alarms = new Map(draft.alarms).set(name, state);
  for (const found of [...draft.pipelines.values()]) {
    const watching = found.open.filter((id) =>
      found.executions.get(id)?.rules.some(({ timer }) => timer?.kind === 'watch'),
    );
    if (watching.length === 0) continue;
    const pipeline = editPipeline(draft, found);
    for (const id of watching) {
      const execution = editExecution(draft, pipeline, id);
      const ended = execution.rules.filter((run) => lookAgain(draft, pipeline, execution, run));
      if (ended.length > 0) advance(draft, pipeline, execution);
    }
  }
}
