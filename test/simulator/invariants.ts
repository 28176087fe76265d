import { ExecutionId, type RunKey } from '../../src/domain/ids.ts';
import { planMessages } from '../../src/domain/message-plan.ts';
import type { Progress } from '../../src/domain/progress.ts';
import { toProgress } from '../../src/domain/to-progress.ts';
import { parseReference } from '../../src/slack/reference.ts';
import { drawMessage } from '../../src/slack/views/message.ts';
import { pressables } from './people.ts';
import { MAY_ACT, POLICY } from './places.ts';
import type { ShownMessage } from './slack-channel.ts';
import type { World } from './world.ts';

type Truth = Awaited<ReturnType<World['truth']>>[number];

/** Everything that must hold after a run. @returns what does not, in words */
export async function violations(world: World): Promise<string[]> {
  const truth = await world.truth();
  return [
    ...deeds(world),
    ...outcomes(world),
    ...(await cards(world, truth)),
    ...(await buttons(world, truth)),
    ...limits(world),
    ...endings(world),
  ];
}

/** 1. No change without an allowed actor, and none on an execution or run other than the one on the button. */
function deeds({ done }: World): string[] {
  return done.flatMap(({ request, call, target, runOfToken }) => {
    const problems: string[] = [];
    if (!MAY_ACT.includes(request.actor.userId)) problems.push(`${call} for ${request.actor.userId}, who may not act`);
    if (request.ask.kind === 'words') return problems;
    const wanted: object = request.ask.deed.target;
    const asked = 'executionId' in wanted ? wanted.executionId : undefined;
    if ('executionId' in target && asked !== undefined && target.executionId !== asked) {
      problems.push(`${call} on execution ${String(target.executionId)} instead of ${String(asked)}`);
    }
    if (call === 'putApprovalResult' && 'run' in wanted && runOfToken !== wanted.run) {
      problems.push(`an approval of run ${String(wanted.run)} used the token of run ${runOfToken}`);
    }
    return problems;
  });
}

/** 2. Every accepted operation has at most one effect, none after its time, one outcome, and the person was told the truth. */
function outcomes({ requests, done, claims, told, executions, dead }: World): string[] {
  if (dead.includes('operations')) return [];
  return requests.flatMap((request) => {
    const { operationId, notAfter, ask } = request;
    const all = done.filter((write) => write.request.operationId === operationId);
    const effects = all.filter(
      ({ started }, index) => !started || all.findIndex((one) => one.started === started) === index,
    );
    const problems: string[] = [];
    if (effects.length > 1) problems.push(`${operationId} had ${effects.length} effects`);
    if (effects.some(({ at }) => at > Date.parse(notAfter) + 30_000))
      problems.push(`${operationId} was done after its time`);
    const outcome = claims.outcomes().get(operationId);
    const answered = told.some((answer) => answer.request?.operationId === operationId);
    const line = executions.all().some(({ execution }) => Object.keys(execution.lines).includes(operationId));
    const decided = executions
      .all()
      .some(({ execution }) => Object.values(execution.decisions).some((one) => one.operationId === operationId));
    if (effects.length === 1 && outcome?.kind !== 'performed' && outcome?.kind !== 'unknown') {
      problems.push(`${operationId} happened, but its outcome is ${outcome?.kind ?? 'nowhere'}`);
    }
    if (ask.kind === 'deed' && !outcome) problems.push(`${operationId} (${ask.deed.kind}) has no outcome`);
    if (!answered && !line && !decided) problems.push(`nobody was told how ${operationId} ended (${outcome?.kind})`);
    return problems;
  });
}

/** 3. At most one card per execution stays, and what it shows is true. */
async function cards(world: World, truth: readonly Truth[]): Promise<string[]> {
  const problems: string[] = [];
  const keys = new Map<string, number>();
  for (const { key } of world.slack.messages) keys.set(key, (keys.get(key) ?? 0) + 1);
  for (const [key, count] of keys) if (count > 1) problems.push(`${count} messages with the key ${key} stay`);

  for (const { ref, summary, live } of truth) {
    const executionId = ExecutionId(summary.pipelineExecutionId ?? '');
    const stored = await world.executions.get({ ...ref, executionId });
    const name = `${ref.pipeline} ${executionId.slice(0, 8)}`;
    const kept = stored?.messages['card@C0DEPLOYS'];
    if (!stored || !kept?.ts) {
      if (summary.status !== 'Superseded') problems.push(`${name} (${summary.status}) has no card`);
      continue;
    }
    const progress = toProgress(
      stored.execution,
      await world.reads.structure(ref, summary.status ? undefined : undefined),
    );
    const parallel = (await world.reads.parallelApprovals({ ...ref, executionId })).length > 0;
    const waits =
      parallel ||
      (live?.stages.some((stage) => stage.executionId === executionId && stage.actions.some(({ token }) => token)) ??
        false);
    const expected = waits && summary.status === 'InProgress' ? 'waiting' : WORD[summary.status ?? ''];
    if (progress.state !== expected) problems.push(`${name} is ${expected}, but known as ${progress.state}`);
    problems.push(...shownAsKnown(world, progress, stored, name));
  }
  return problems;
}

const WORD: Readonly<Record<string, Progress['state']>> = {
  InProgress: 'running',
  Stopping: 'stopping',
  Stopped: 'stopped',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Superseded: 'superseded',
  Cancelled: 'cancelled',
};

type Stored = NonNullable<Awaited<ReturnType<World['executions']['get']>>>;

/** What Slack shows is what drawing from the store gives. */
function shownAsKnown(world: World, progress: Progress, { execution, messages }: Stored, name: string): string[] {
  const posted = new Set(Object.keys(messages).filter((slot) => messages[slot]?.ts));
  return planMessages(progress, Object.values(execution.lines), POLICY, posted).flatMap(({ slot, subject }) => {
    const shown = world.slack.messages.find(({ ts }) => ts === messages[slot]?.ts);
    if (!shown) return [`${name}: ${slot} is not in the channel`];
    const drawing = drawMessage(subject, { progress, decisions: execution.decisions });
    return JSON.stringify(drawing) === JSON.stringify(shown.drawing)
      ? []
      : [`${name}: ${slot} shows an old drawing: ${shown.drawing.text}`];
  });
}

/** 3. Only buttons that work: an Approve belongs to a run that waits, a Retry to a stage that is red. */
async function buttons(world: World, truth: readonly Truth[]): Promise<string[]> {
  const waiting = new Set<string>();
  for (const { ref, live, summary } of truth) {
    for (const action of live?.stages.flatMap(({ actions }) => actions) ?? [])
      if (action.token && action.run) waiting.add(action.run);
    const executionId = ExecutionId(summary.pipelineExecutionId ?? '');
    for (const { run } of await world.reads.parallelApprovals({ ...ref, executionId })) waiting.add(run);
  }
  return world.slack.messages.flatMap((message) => deadApprovals(message, waiting));
}

function deadApprovals({ drawing }: ShownMessage, waiting: ReadonlySet<string>): string[] {
  return pressables(drawing.blocks).flatMap(({ actionId, value }) => {
    if (actionId !== 'approval:approve') return [];
    const parsed = parseReference(value);
    const run = parsed.ok ? (parsed.reference.run as RunKey | undefined) : undefined;
    return run && waiting.has(run) ? [] : [`an Approve button is drawn for run ${run}, which does not wait`];
  });
}

/** 4. Slack's limits: sizes, blocks, and one message a second and channel. */
function limits({ slack }: World): string[] {
  const problems = [...slack.invalid];
  const byChannel = slack.writes.toSorted((a, b) => a.at - b.at);
  for (const [index, write] of byChannel.entries()) {
    const fifthLast = byChannel[index - 5];
    if (fifthLast && write.at - fifthLast.at < 4_000)
      problems.push(`six writes to ${write.channel} within ${write.at - fifthLast.at} ms`);
  }
  return [...new Set(problems)];
}

/** 6. What has ended and is shown is not looked at for ever. */
function endings({ executions, world }: World): string[] {
  return executions
    .all()
    .flatMap(({ execution, dueAt }) =>
      dueAt !== undefined && dueAt < world.now() - 5 * 60_000
        ? [`${execution.ref.pipeline} ${execution.ref.executionId} has been due since long`]
        : [],
    );
}
