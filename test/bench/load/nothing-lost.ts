import type { ActionRun } from '../../../src/app/codepipeline-ports.ts';
import { type ExecutionRef, shortId } from '../../../src/domain/ids.ts';
import type { MessageSubject } from '../../../src/domain/message-plan.ts';
import type { Progress } from '../../../src/domain/progress.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import type { TrueExecution } from './railway.ts';
import type { ShownMessage } from './slack-side.ts';
import { KINDS } from './watch.ts';
import type { LoadWorld } from './world.ts';

/** Everything that must hold in the end. @returns what does not, in words */
export async function whatIsLost(world: LoadWorld, expectedExecutions: number): Promise<string[]> {
  const truth = await world.railway.truth();
  const messages = { ...bySurface(world.slack.messages()), digests: await digestsOf(world, truth) };
  const problems =
    truth.length === expectedExecutions ? [] : [`${truth.length} executions of ${expectedExecutions} ran`];
  for (const execution of truth) {
    problems.push(...(await stored(world, execution)));
    const where = shownFor(world, messages, execution.ref);
    if (where.cards.length === 0) world.watch.hasNoCard(execution.ref);
    problems.push(...shown(world, execution, where));
    problems.push(...called(world, execution, messages));
  }
  const never = world.watch.neverShown();
  for (const kind of KINDS) if (never[kind] > 0) problems.push(`${never[kind]} × ${kind} was never shown`);
  const { tooFast } = world.slack.refused;
  if (tooFast > 0) problems.push(`Slack had to refuse ${tooFast} calls that came too fast`);
  problems.push(...world.slack.invalid.map((error) => `Slack did not take a call: ${error}`));
  problems.push(...world.lambda.dead.map((why) => `an invocation was given up: ${why}`));
  return problems;
}

interface Messages {
  readonly byKey: ReadonlyMap<string, readonly ShownMessage[]>;
  /** keys of the digests that stand for an execution's card, by its id, with how many they stand for */
  readonly digests: ReadonlyMap<string, { readonly key: string; readonly count: number }>;
}

function bySurface(all: readonly ShownMessage[]): Pick<Messages, 'byKey'> {
  const byKey = new Map<string, ShownMessage[]>();
  for (const message of all) byKey.set(message.key, [...(byKey.get(message.key) ?? []), message]);
  return { byKey };
}

/** A digest names pipelines and how many of each; which executions it means stands in the item that carries it. */
async function digestsOf({ books, watch }: LoadWorld, truth: readonly TrueExecution[]): Promise<Messages['digests']> {
  const digests = new Map<string, { key: string; count: number }>();
  for (const { ref } of truth) {
    const uncarded = Object.values((await books.get(ref))?.execution.uncarded ?? {});
    const digest = { key: watch.keyOf(ref, { kind: 'flood', uncarded: [] }), count: uncarded.length };
    for (const { execution } of uncarded) digests.set(execution.executionId, digest);
  }
  return digests;
}

/** Where people see how an execution stands. */
export interface Shown {
  readonly cards: readonly ShownMessage[];
  /** when a channel floods, one message stands for many cards: it names the pipeline and says how many it stands for */
  readonly digests: readonly ShownMessage[];
}

export function shownFor({ watch }: LoadWorld, { byKey, digests }: Messages, ref: ExecutionRef): Shown {
  const digest = digests.get(ref.executionId);
  const standing = digest ? (byKey.get(digest.key) ?? []) : [];
  return {
    cards: byKey.get(watch.keyOf(ref, { kind: 'card' })) ?? [],
    digests: standing.filter(({ blocks }) => blocks.includes(`${digest?.count} more execution`)),
  };
}

/** The item of the execution says what CodePipeline says. */
async function stored({ books, railway }: LoadWorld, { ref, status, runs }: TrueExecution): Promise<string[]> {
  const item = await books.get(ref);
  if (!item) return [`${nameOf(ref)} is not in the store`];
  const progress = toProgress(item.execution, railway.structureOf(ref));
  const problems: string[] = [];
  if (progress.state !== STATES[status]) problems.push(`${nameOf(ref)} is ${status}, but stored as ${progress.state}`);
  for (const { stage, action, runId, status: truly } of runs) {
    const state = item.execution.latest[`action:${stage}/${action}#${runId}`]?.state;
    if (state !== STATES[truly]) problems.push(`${nameOf(ref)} ${stage}/${action} is ${truly}, but stored as ${state}`);
  }
  return problems;
}

const STATES: Readonly<Record<string, Progress['state']>> = {
  InProgress: 'running',
  Stopping: 'stopping',
  Stopped: 'stopped',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Superseded: 'superseded',
  Cancelled: 'cancelled',
  Abandoned: 'abandoned',
};

/** One card, which says the pipeline, the execution and the state; or a digest, which says the pipeline. */
function shown({ watch }: LoadWorld, { ref, status }: TrueExecution, { cards, digests }: Shown): string[] {
  if (cards.length > 1) return [`${nameOf(ref)} has ${cards.length} cards`];
  const [message = digests.at(-1)] = cards;
  if (!message) return [`${nameOf(ref)} is shown nowhere`];
  const ofCard = cards.length === 1 ? [shortId(ref.executionId), STATES[status] ?? status] : [];
  const missing = [ref.pipeline, ...ofCard].filter((word) => !message.blocks.includes(word));
  const late = cards.length === 1 ? watch.waitsFor(ref) : 0;
  return [
    ...missing.map((word) => `${nameOf(ref)} is shown without “${word}”`),
    ...(late > 0 ? [`${nameOf(ref)} is shown without its last ${late} events`] : []),
  ];
}

/** Every approval and every failure has called somebody, in exactly one message. */
function called({ watch }: LoadWorld, { ref, runs }: TrueExecution, { byKey }: Messages): string[] {
  return runs.flatMap((run) => {
    const subject = callOf(run);
    const count = subject ? (byKey.get(watch.keyOf(ref, subject))?.length ?? 0) : 1;
    return count === 1 ? [] : [`${nameOf(ref)} ${run.stage}/${run.action}: ${count} messages call people`];
  });
}

function callOf({ stage, action, run, category, status }: ActionRun): MessageSubject | undefined {
  if (category === 'Approval') return { kind: 'approval', run, stage, action };
  return status === 'Failed' ? { kind: 'failure', stage, begun: '' } : undefined;
}

const nameOf = ({ pipeline, executionId }: ExecutionRef) => `${pipeline} ${executionId.slice(0, 8)}`;
