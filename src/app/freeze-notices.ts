import type { FreezeOrder } from '../domain/freeze.ts';
import { type FreezeNotice, noticesRef } from '../domain/freeze-notice.ts';
import type { ChannelId, PipelineRef } from '../domain/ids.ts';
import { channelsFor, type Policy } from '../domain/policy.ts';
import type { Executions, StoredExecution } from './ports.ts';

export interface NoticeDeps {
  readonly executions: Pick<Executions, 'addFacts'>;
  readonly policy: Policy;
}

type About = Omit<FreezeNotice, 'kind' | 'what' | 'key' | 'channel' | 'pipelines' | 'more' | 'waiting'> &
  Partial<Pick<FreezeNotice, 'waiting' | 'key'>>;

const PIPELINES_TOLD = 12;
const WAITING_TOLD = 12;

/** Tells each channel that pipelines are routed to, with those pipelines. Told once, however often it is asked for.
 * @param freezeId what it is about: the id of a freeze, or of what was lifted
 * @returns the item that carries it, to be drawn now or by the next sweep; undefined when no channel hears of these pipelines */
export async function tellChannels(
  deps: NoticeDeps,
  what: FreezeNotice['what'],
  freezeId: string,
  refs: readonly PipelineRef[],
  about: About,
): Promise<StoredExecution | undefined> {
  const notices = [...byChannel(deps.policy, refs)].map(([channel, here]): FreezeNotice => {
    const waiting = (about.waiting ?? []).filter(({ pipeline }) => here.includes(pipeline));
    return {
      ...about,
      kind: 'notice',
      what,
      key: about.key ?? '',
      channel,
      pipelines: here.slice(0, PIPELINES_TOLD),
      more: Math.max(0, here.length - PIPELINES_TOLD),
      waiting: waiting.slice(0, WAITING_TOLD),
    };
  });
  return notices.length === 0 ? undefined : deps.executions.addFacts(noticesRef(freezeId), notices);
}

/** What happened to one way during a freeze. */
export async function tellFreeze(
  deps: NoticeDeps & { now(): number },
  what: 'by_hand' | 'slipped_in',
  freezeId: string,
  { stage, account, region, pipeline }: PipelineRef & { readonly stage: string },
  about: Pick<FreezeNotice, 'open' | 'executionId'>,
): Promise<void> {
  const key = `${pipeline}/${stage}/${about.executionId ?? about.open}`;
  const ref = { account, region, pipeline };
  await tellChannels(deps, what, freezeId, [ref], { stages: stage, reason: '', key, ...about });
}

/** What a freeze is about, as notices tell it. */
export function aboutOrder({ stages, reason, byName, until }: FreezeOrder): About {
  return { reason, until, ...(stages === undefined ? {} : { stages }), ...(byName === undefined ? {} : { byName }) };
}

/** A channel is told if it hears of the pipeline at all. */
function byChannel(policy: Policy, refs: readonly PipelineRef[]): Map<ChannelId, string[]> {
  const channels = new Map<ChannelId, string[]>();
  for (const ref of refs) {
    const here = new Set([...channelsFor(policy, 'progress', ref), ...channelsFor(policy, 'approvals', ref)]);
    for (const channel of here) channels.set(channel, [...(channels.get(channel) ?? []), ref.pipeline]);
  }
  return channels;
}
