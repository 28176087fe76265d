import { ExecutionId } from '../../../src/domain/ids.ts';
import { parseReference, type Reference } from '../../../src/slack/reference.ts';
import { type Pressable, pressables } from '../pressables.ts';
import type { World } from '../world.ts';
import { approvalsThatWait, type Truth } from './truth.ts';

/** What the buttons of a drawing may be about. */
interface Working {
  /** runs of approvals that wait */
  readonly waiting: ReadonlySet<string>;
  /** executions that run, and can be stopped */
  readonly running: ReadonlySet<string>;
  /** `execution stage` whose newest attempt failed */
  readonly red: ReadonlySet<string>;
}

/** 3. Only buttons that work: an Approve belongs to a run that waits, a Retry to a stage whose newest attempt failed, a Stop to what runs. */
export async function buttons(world: World, truth: readonly Truth[]): Promise<string[]> {
  const working = await workingNow(world, truth);
  // In a channel that was archived everything stays as it was.
  if (world.slack.isArchived()) return [];
  return world.slack.messages.flatMap(({ drawing }) =>
    pressables(drawing.blocks).flatMap((one) => deadButton(one, working)),
  );
}

async function workingNow(world: World, truth: readonly Truth[]): Promise<Working> {
  const waiting = new Set<string>();
  const running = new Set<string>();
  const red = new Set<string>();
  for (const one of truth) {
    const id = one.summary.pipelineExecutionId ?? '';
    for (const run of await approvalsThatWait(world, one)) waiting.add(run);
    if (one.summary.status === 'InProgress') running.add(id);
    for (const stage of await redStages(world, one)) red.add(`${id} ${stage}`);
  }
  return { waiting, running, red };
}

/** Where something failed in the newest runs of an execution, and no other execution has taken the stage since; a PARALLEL pipeline
 * shows nobody in its stages. */
async function redStages({ reads }: World, { ref, summary, live }: Truth): Promise<string[]> {
  const executionId = ExecutionId(summary.pipelineExecutionId ?? '');
  const runs = await reads.actionRuns({ ...ref, executionId });
  const isLast = (name: string) => {
    const last = live?.stages.find((stage) => stage.name === name)?.executionId;
    return last === undefined || last === executionId;
  };
  return runs
    .filter((run) => runs.find(({ stage, action }) => stage === run.stage && action === run.action) === run)
    .flatMap(({ stage, status }) => (status === 'Failed' && isLast(stage) ? stage : []));
}

function deadButton({ actionId, value, blockId, option }: Pressable, { waiting, running, red }: Working): string[] {
  const parsed = parseReference(value === '' ? blockId : value);
  const reference: Partial<Reference> = parsed.ok ? parsed.reference : {};
  const { executionId = '', stage = '', run = '' } = reference;
  switch (actionId) {
    case 'approval:approve':
    case 'approval:reject':
    case 'approval:look':
      return waiting.has(run) ? [] : [`${actionId} is drawn for run ${run}, which does not wait`];
    case 'execution:stop':
      return running.has(executionId) ? [] : [`a Stop is drawn for ${executionId}, which does not run`];
    case 'failure:retry':
    case 'failure:look':
    case 'failure:menu':
      if (actionId === 'failure:menu' && option !== 'retry-all') return [];
      return red.has(`${executionId} ${stage}`)
        ? []
        : [`a Retry is drawn for ${stage} of ${executionId}, which is not red`];
    default:
      return [];
  }
}
