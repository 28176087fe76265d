import type { Draft } from '../../domain/draft.ts';
import type { DraftTerm } from '../../domain/draft-terms.ts';
import type { ChannelId } from '../../domain/ids.ts';
import { channelsFor, mayShow, type Policy } from '../../domain/policy.ts';

const HEADLINE = { shared: false, detail: 'headline' } as const;

/** Where a draft is told: to those who have to agree where they are told of what they approve, else where the pipeline's progress is. */
export function draftChannels(policy: Policy, { ref }: Draft, terms: readonly DraftTerm[]): readonly ChannelId[] {
  const asking = terms.flatMap(({ places }) => places).flatMap((names) => channelsFor(policy, 'approvals', ref, names));
  const channels = terms.length > 0 ? asking : channelsFor(policy, 'progress', ref);
  return [...new Set(channels)].filter((channel) => mayShow(policy, ref, channel, HEADLINE));
}
