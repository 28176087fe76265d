import type { StoredDraft } from '../../domain/draft.ts';
import { type DraftTerm, draftTerms } from '../../domain/draft-terms.ts';
import type { ChannelId, MessageTs } from '../../domain/ids.ts';
import type { DraftTarget } from '../../domain/operation.ts';
import { elsewhere, mayShow } from '../../domain/policy.ts';
import { abroad } from '../../domain/qualified-name.ts';
import { uuid5 } from '../digest.ts';
import type { Drawing } from '../ports.ts';
import type { ChangeDeps } from './change-deps.ts';
import { draftChannels } from './draft-channels.ts';
import { takeSlot } from './take-slot.ts';

const REDRAWS = 3;

/** Posts the draft where those are who have to agree, or brings its messages up to date.
 * @throws Error when Slack does not take it now: the delivery is repeated */
export async function showDraft(deps: ChangeDeps, target: DraftTarget): Promise<void> {
  const stored = await deps.drafts.get(target);
  // Before its author wants it done nobody else need know.
  if (!stored || (stored.votes.length === 0 && !stored.decision)) return;
  const { ref, protects } = stored.draft;
  const terms = draftTerms(deps.policy, ref, protects);
  const posted = await deps.drafts.messages(target);
  const channels = new Set([...posted.keys(), ...draftChannels(deps.policy, stored.draft, terms)]);
  for (const channel of channels)
    await keepInChannel(deps, target, { stored, terms, channel, ts: posted.get(channel) });
}

interface InChannel {
  readonly stored: StoredDraft;
  readonly terms: readonly DraftTerm[];
  readonly channel: ChannelId;
  readonly ts: MessageTs | undefined;
}

/** What was said while it was drawn is drawn once more, so that the last drawing is of the last word. */
async function keepInChannel(deps: ChangeDeps, target: DraftTarget, message: InChannel): Promise<void> {
  let { stored, ts } = message;
  for (let times = 0; times < REDRAWS; times++) {
    ts = await send(deps, target, { ...message, stored, ts });
    const now = await deps.drafts.get(target);
    if (!now || ts === undefined || stateOf(now) === stateOf(stored)) return;
    stored = now;
  }
}

const stateOf = ({ votes, decision }: StoredDraft) => JSON.stringify([votes, decision]);

/** @returns undefined when Slack will never take it */
async function send(deps: ChangeDeps, target: DraftTarget, message: InChannel): Promise<MessageTs | undefined> {
  const { channel, stored } = message;
  const drawing = draw(deps, message);
  const key = uuid5(['draft', stored.draft.id, channel].join('|'));
  const ts = message.ts ?? (await found(deps, channel, key, stored.draft.at));
  await takeSlot(deps, channel, ts === undefined ? 'post' : 'update');
  const sent =
    ts === undefined
      ? await deps.messenger.post({ channel, key, drawing })
      : await deps.messenger.update({ channel, ts, key, drawing });
  switch (sent.kind) {
    case 'sent':
      if (message.ts === undefined) await deps.drafts.noteMessage(target, channel, sent.ts);
      return sent.ts;
    case 'permanent':
    case 'refused':
      deps.log.error('Slack does not take the message of a draft', { channel, error: sent.error });
      return undefined;
    case 'not_now':
    case 'unknown':
      throw new Error('The message of a draft did not surely reach Slack; the delivery is repeated');
  }
}

/** An earlier delivery may have posted it, and died or not been answered. */
async function found(deps: ChangeDeps, channel: ChannelId, key: string, since: string): Promise<MessageTs | undefined> {
  const [first] = (await deps.messenger.find({ channel, key, since })) ?? [];
  return first;
}

function draw(deps: ChangeDeps, { stored, terms, channel }: InChannel): Drawing {
  const { policy, served } = deps;
  const { ref } = stored.draft;
  const stages = terms.flatMap(({ places }) => places);
  return deps.drawDraft({
    stored,
    name: abroad(served, ref) ?? ref.pipeline,
    terms,
    teams: policy.teams,
    excerpts: mayShow(policy, ref, channel, { shared: false, detail: 'excerpts' }),
    actIn: stages.every((stage) => elsewhere(policy, ref, stage, channel) === undefined),
  });
}
