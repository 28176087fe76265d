import { contextOf } from '../../../src/app/plan-for.ts';
import { ExecutionId, shortId } from '../../../src/domain/ids.ts';
import { planMessages } from '../../../src/domain/message-plan.ts';
import type { Progress } from '../../../src/domain/progress.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { drawMessage } from '../../../src/slack/views/message.ts';
import { DEPLOYS, POLICY } from '../places.ts';
import type { World } from '../world.ts';
import type { Truth } from './truth.ts';

/** 3. One message per key stays, it shows what drawing from the store gives, and the stages in the store are CodePipeline's. */
export async function cards(world: World, truth: readonly Truth[]): Promise<string[]> {
  const problems = twins(world);
  for (const { ref, summary, live } of truth) {
    const executionId = ExecutionId(summary.pipelineExecutionId ?? '');
    const stored = await world.executions.get({ ...ref, executionId });
    if (!stored) continue;
    const name = `${ref.pipeline} ${shortId(executionId)}`;
    const progress = toProgress(stored.execution, await world.reads.structure(ref, undefined));
    problems.push(...shownAsKnown(world, progress, stored, name), ...stages(progress, live, executionId, name));
  }
  return problems;
}

export function twins({ slack }: World): string[] {
  const keys = new Map<string, number>();
  for (const { key } of slack.messages) keys.set(key, (keys.get(key) ?? 0) + 1);
  return [...keys].flatMap(([key, count]) => (count > 1 ? [`${count} messages with the key ${key} stay`] : []));
}

type Stored = NonNullable<Awaited<ReturnType<World['executions']['get']>>>;

/** What Slack shows is what drawing from the store gives. */
function shownAsKnown(world: World, progress: Progress, { execution, messages }: Stored, name: string): string[] {
  const posted = new Set(Object.keys(messages).filter((slot) => messages[slot]?.ts));
  return planMessages(progress, Object.values(execution.lines), POLICY, posted).flatMap((wanted) => {
    const { slot, subject } = wanted;
    if (isBeyondReach(world, messages, slot)) return [];
    const shown = world.slack.messages.find(({ ts }) => ts === messages[slot]?.ts);
    if (!shown) return [`${name}: ${slot} is not in the channel`];
    const drawing = drawMessage(subject, contextOf(POLICY, wanted, progress, execution));
    return JSON.stringify(drawing) === JSON.stringify(shown.drawing)
      ? []
      : [`${name}: ${slot} shows an old drawing: ${shown.drawing.text}`];
  });
}

/** Nobody can show anything in an archived channel, in place of a message that somebody deleted, or in the thread of such a card. */
function isBeyondReach({ slack }: World, messages: Stored['messages'], slot: string): boolean {
  const keys = [messages[slot]?.id, messages[`card@${DEPLOYS}`]?.id];
  return slack.isArchived() || slack.deleted.some(({ key }) => keys.includes(key));
}

const STAGE: Readonly<Record<string, Progress['state']>> = {
  Succeeded: 'succeeded',
  Failed: 'failed',
  Stopped: 'stopped',
};

/** A stage that has ended in CodePipeline has ended so here. */
function stages(progress: Progress, live: Truth['live'], executionId: ExecutionId, name: string): string[] {
  return (live?.stages ?? []).flatMap((stage) => {
    const expected = stage.executionId === executionId ? STAGE[stage.status ?? ''] : undefined;
    const known = progress.stages.find((one) => one.name === stage.name)?.state;
    return expected === undefined || known === expected
      ? []
      : [`${name}: stage ${stage.name} is ${expected}, but known as ${known}`];
  });
}
