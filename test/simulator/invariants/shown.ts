import { ExecutionId, shortId } from '../../../src/domain/ids.ts';
import type { ShownMessage } from '../slack-channel.ts';
import type { World } from '../world.ts';
import { approvalsThatWait, type Truth, WORD } from './truth.ts';

/** One thing about which Slack does not say the truth at this moment: a key that stays the same as long as it is the same thing, and words. */
export type Untrue = readonly [key: string, words: string];

/** 3. What Slack shows now and is not so in CodePipeline, seen from outside: only what was posted and what CodePipeline says. */
export async function untrueNow(world: World, truth: readonly Truth[]): Promise<Untrue[]> {
  const untrue: Untrue[] = [];
  if (world.slack.isArchived()) return untrue;
  for (const one of truth) {
    const card = await untrueCard(world, one);
    // Of an execution that nobody has announced yet its approvals are not known either.
    untrue.push(...card, ...(card.some(([key]) => key.startsWith('no card')) ? [] : await untrueApprovals(world, one)));
  }
  return untrue;
}

async function untrueApprovals(world: World, one: Truth): Promise<Untrue[]> {
  return (await approvalsThatWait(world, one)).flatMap((run): Untrue[] => {
    const open = world.slack.messages.filter((message) => offersApproval(message, run)).length;
    if (open === 1 || world.slack.deleted.some((message) => offersApproval(message, run))) return [];
    return [[`approval ${run}`, `run ${run} waits, and ${open} messages offer to approve it`]];
  });
}

async function untrueCard(world: World, one: Truth): Promise<Untrue[]> {
  const { ref, summary } = one;
  const id = ExecutionId(summary.pipelineExecutionId ?? '');
  const name = `${ref.pipeline} ${shortId(id)}`;
  const cards = world.slack.messages.filter((message) => isCard(message, ref.pipeline, id));
  if (cards.length > 1) return [[`twin ${id}`, `${name} has ${cards.length} cards`]];
  const [card] = cards;
  if (!card) return mayLackCard(world, one) ? [] : [[`no card ${id}`, `${name} has no card`]];
  const waits = summary.status === 'InProgress' && (await approvalsThatWait(world, one)).length > 0;
  const expected = waits ? 'waiting' : WORD[summary.status ?? ''];
  const shown = wordOf(card);
  return shown === expected ? [] : [[`${id} ${expected}`, `${name} is ${expected}, and its card says ${shown}`]];
}

/** One that was superseded before anybody was told of it gets no card, and one that somebody deleted gets no other. */
function mayLackCard({ slack }: World, { ref, summary }: Truth): boolean {
  const id = ExecutionId(summary.pipelineExecutionId ?? '');
  return summary.status === 'Superseded' || slack.deleted.some((message) => isCard(message, ref.pipeline, id));
}

function isCard({ threadTs, drawing: { text } }: ShownMessage, pipeline: string, executionId: ExecutionId): boolean {
  return (
    threadTs === undefined && text.startsWith(`${pipeline} `) && text.endsWith(`Execution ${shortId(executionId)}.`)
  );
}

function wordOf({ drawing: { text } }: ShownMessage): string | undefined {
  return /^\S+ (?:is |was )?(running|waiting|stopping|succeeded|failed|stopped|abandoned|superseded|cancelled)/.exec(
    text,
  )?.[1];
}

function offersApproval({ drawing }: ShownMessage, run: string): boolean {
  const blocks = JSON.stringify(drawing.blocks);
  return blocks.includes('"approval:approve"') && blocks.includes(`|${run}"`);
}
