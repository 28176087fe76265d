import type { StoredExecution } from '../../../src/app/ports.ts';
import { toSubject } from '../../../src/domain/execution-event.ts';
import type { World } from '../world.ts';
import type { Truth } from './truth.ts';

const LONG_DUE_MS = 5 * 60_000;
/** After its end an execution is compared once more and then left alone. */
const LEFT_ALONE_AFTER_MS = 12 * 60_000;

/** 6. What has ended and is shown is not looked at for ever, and an item keeps no more messages than there is something to tell. */
export function growth({ executions, world, lastFaultAt }: World, truth: readonly Truth[]): string[] {
  const ended = new Map(
    truth.flatMap(({ summary: { status, pipelineExecutionId = '', lastUpdateTime } }) =>
      status === 'InProgress' || status === 'Stopping' ? [] : [[pipelineExecutionId, lastUpdateTime?.getTime() ?? 0]],
    ),
  );
  return executions.all().flatMap((stored) => {
    const { execution, dueAt, changedAt } = stored;
    const name = `${execution.ref.pipeline} ${execution.ref.executionId}`;
    const problems: string[] = [];
    if (dueAt !== undefined && dueAt < world.now() - LONG_DUE_MS) problems.push(`${name} has been due since long`);
    const endedAt = ended.get(execution.ref.executionId);
    const quietSince = endedAt === undefined ? undefined : Math.max(endedAt, changedAt, lastFaultAt());
    if (dueAt !== undefined && quietSince !== undefined && world.now() - quietSince > LEFT_ALONE_AFTER_MS)
      problems.push(`${name} has ended and is still due`);
    const told = thingsToTell(stored);
    const slots = Object.keys(stored.messages).length;
    if (slots > told) problems.push(`${name} keeps ${slots} messages for ${told} things to tell`);
    return problems;
  });
}

/** The card, each run of an approval, each attempt of a stage, each deed; an attempt may have been told before its beginning was known, and
 * of a stage perhaps only the actions are. */
function thingsToTell({ execution: { latest, lines } }: StoredExecution): number {
  const approvals = Object.values(latest).filter(({ category }) => category === 'Approval').length;
  const subjects = Object.keys(latest).map(toSubject);
  const stages = new Set(subjects.flatMap((subject) => (subject && 'stage' in subject ? subject.stage : [])));
  const attempts = subjects.filter((subject) => subject?.kind === 'stage').length;
  return 1 + approvals + attempts + stages.size + Object.keys(lines).length;
}
